import type { createApiKey } from '@patchbay/contracts/api-keys'
import type { ReplyOf } from '@patchbay/contracts/endpoint'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import {
  type ApiKeyFaults,
  type ApiKeyFormValues,
  bodyOf,
  emptyApiKey,
  faultsBy,
  faultsOf,
  isChanged,
  withoutFaultsOf,
} from './api-key-form.ts'
import { apiKeyMutations } from './queries.ts'

/** A new key as its only answer shows it, with the key itself. */
export type CreatedApiKey = ReplyOf<typeof createApiKey>

interface Options {
  onCreated: (created: CreatedApiKey) => void
  onFaults: () => void
}

export function useApiKeyForm({ onCreated, onFaults }: Options) {
  const create = useMutation(apiKeyMutations.create())
  const [values, setValues] = useState(emptyApiKey)
  const [faults, setFaults] = useState<ApiKeyFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<ApiKeyFormValues>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults((before) => withoutFaultsOf(before, part))
  }

  function refuse(found: ApiKeyFaults) {
    setFaults(found)
    onFaults()
  }

  function fail(error: unknown) {
    const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
    if (Object.keys(onFields).length > 0) return refuse(onFields)
    setFailure(error)
  }

  async function submit() {
    const found = faultsOf(values)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      onCreated(await create.mutateAsync(bodyOf(values)))
    } catch (error) {
      fail(error)
    } finally {
      sending.current = false
      // Lets go of the answer, so that the cache of mutations forgets the key at once.
      create.reset()
    }
  }

  return { values, change, faults, failure, busy: create.isPending, submit, isDirty: isChanged(values) }
}

export type ApiKeyForm = ReturnType<typeof useApiKeyForm>
