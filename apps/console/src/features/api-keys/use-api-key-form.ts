import type { createApiKey } from '@patchbay/contracts/api-keys'
import type { ReplyOf } from '@patchbay/contracts/endpoint'
import { useMutation } from '@tanstack/react-query'
import { useRecordForm } from '../../records/use-record-form.ts'
import { bodyOf, emptyApiKey, faultsOf, fieldOf, fields } from './api-key-form.ts'
import { apiKeyMutations } from './queries.ts'

/** A new key as its only answer shows it, with the key itself. */
export type CreatedApiKey = ReplyOf<typeof createApiKey>

export function useApiKeyForm(onSaved: (created: CreatedApiKey) => void) {
  const create = useMutation(apiKeyMutations.create())
  return useRecordForm({
    initial: emptyApiKey,
    faultsOf,
    fields,
    fieldOf,
    // Lets go of the answer, so that the cache of mutations forgets the key at once.
    save: (values) => create.mutateAsync(bodyOf(values)).finally(create.reset),
    onSaved,
  })
}

export type ApiKeyForm = ReturnType<typeof useApiKeyForm>
