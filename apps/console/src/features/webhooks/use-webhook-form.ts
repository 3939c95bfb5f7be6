import type { Webhook, WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { webhookMutations } from './queries.ts'
import { bodyOf, faultsBy, faultsOf, type WebhookFaults, type WebhookFormValues } from './webhook-form.ts'

interface Options {
  /** null: a new one. */
  webhook: Webhook | null
  initial: WebhookFormValues
  onSaved: (saved: Webhook | WebhookWithSecret) => void
  onFaults: () => void
}

export function useWebhookForm({ onSaved, onFaults, ...given }: Options) {
  // As it was when the form was opened: what somebody else saves meanwhile is not saved over.
  const [{ webhook, initial }] = useState(given)
  const create = useMutation(webhookMutations.create())
  const update = useMutation(webhookMutations.update())
  const [values, setValues] = useState(initial)
  const [faults, setFaults] = useState<WebhookFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<WebhookFormValues>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults({})
  }

  function refuse(found: WebhookFaults) {
    setFaults(found)
    onFaults()
  }

  function save(): Promise<Webhook | WebhookWithSecret> {
    if (webhook === null) return create.mutateAsync(bodyOf(values))
    return update.mutateAsync({ id: webhook.id, version: webhook.version, ...bodyOf(values) })
  }

  async function submit() {
    const found = faultsOf(values)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      onSaved(await save())
    } catch (error) {
      const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
      if (Object.keys(onFields).length > 0) refuse(onFields)
      else setFailure(error)
    } finally {
      sending.current = false
      // Lets go of the answer, so that the cache of mutations forgets the secret at once.
      create.reset()
    }
  }

  const isDirty = JSON.stringify(values) !== JSON.stringify(initial)
  return { values, change, faults, failure, busy: create.isPending || update.isPending, submit, isDirty }
}

export type WebhookForm = ReturnType<typeof useWebhookForm>
