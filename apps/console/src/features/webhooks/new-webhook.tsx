import type { WebhookWithSecret } from '@patchbay/contracts/webhooks'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { useCloseDialog } from './use-close-dialog.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import type { ConnectionChoices } from './webhook-fields.tsx'
import { emptyWebhook } from './webhook-form.ts'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'

export function NewWebhook({ Choices }: { Choices: ConnectionChoices }) {
  const close = useCloseDialog()
  // The secret is here and nowhere else: closing the dialog, or leaving its address, forgets it.
  const [created, setCreated] = useState<WebhookWithSecret | null>(null)
  if (created !== null) return <WebhookSecretDialog webhook={created} onClose={close} />
  return (
    <WebhookDialog
      webhook={null}
      initial={emptyWebhook}
      Choices={Choices}
      onClose={close}
      onSaved={(saved) => {
        if (!('secret' in saved)) return close()
        announce(`${saved.name} is added. Copy the signing secret now.`)
        setCreated(saved)
      }}
    />
  )
}
