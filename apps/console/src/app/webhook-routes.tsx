import { ConnectionChoices } from '../features/api-keys/connection-choices.tsx'
import { EditWebhook } from '../features/webhooks/edit-webhook.tsx'
import { NewWebhook } from '../features/webhooks/new-webhook.tsx'

export function NewWebhookRoute() {
  return <NewWebhook Choices={ConnectionChoices} />
}

export function EditWebhookRoute() {
  return <EditWebhook Choices={ConnectionChoices} />
}
