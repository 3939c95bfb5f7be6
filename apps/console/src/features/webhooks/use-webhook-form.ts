import type { Webhook, WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordForm } from '../../records/use-record-form.ts'
import { webhookMutations } from './queries.ts'
import { bodyOf, faultsOf, fieldOf, fields, type WebhookFormValues } from './webhook-form.ts'

interface Options {
  /** null: a new one. */
  webhook: Webhook | null
  initial: WebhookFormValues
  onSaved: (saved: Webhook | WebhookWithSecret) => void
}

export function useWebhookForm({ initial, onSaved, ...given }: Options) {
  // As it was when the form was opened: what somebody else saves meanwhile is not saved over.
  const [webhook] = useState(given.webhook)
  const create = useMutation(webhookMutations.create())
  const update = useMutation(webhookMutations.update())

  function save(values: WebhookFormValues): Promise<Webhook | WebhookWithSecret> {
    // Lets go of the answer, so that the cache of mutations forgets the secret at once.
    if (webhook === null) return create.mutateAsync(bodyOf(values)).finally(create.reset)
    return update.mutateAsync({ id: webhook.id, version: webhook.version, ...bodyOf(values) })
  }

  return useRecordForm({ initial, faultsOf, fields, fieldOf, save, onSaved })
}

export type WebhookForm = ReturnType<typeof useWebhookForm>
