import type { Webhook } from '@patchbay/contracts/webhooks'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UnreadRecord } from '../../records/unread-record.tsx'
import { announce } from '../../ui/announce.tsx'
import { webhookQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'
import { WebhookDialog } from './webhook-dialog.tsx'
import type { ConnectionChoices } from './webhook-fields.tsx'
import { type Choice, valuesOf } from './webhook-form.ts'

const route = getRouteApi('/signed-in/settings/webhooks/$webhookId/edit')

export function EditWebhook({ Choices }: { Choices: ConnectionChoices }) {
  const { webhookId } = route.useParams()
  const close = useCloseDialog()
  const webhook = useQuery(webhookQueries.detail(webhookId))
  if (webhook.data === undefined) return <UnreadRecord kind="webhook" query={webhook} onClose={close} />
  return <Edit key={webhookId} webhook={webhook.data} Choices={Choices} onClose={close} />
}

interface EditProps {
  webhook: Webhook
  Choices: ConnectionChoices
  onClose: () => void
}

function Edit({ webhook, Choices, onClose }: EditProps) {
  const chosen = useNamed(webhook.connectionIds ?? [])
  if (chosen === null) return null
  return (
    <WebhookDialog
      webhook={webhook}
      initial={valuesOf(webhook, chosen)}
      Choices={Choices}
      onClose={onClose}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        onClose()
      }}
    />
  )
}

/** null: not known yet. One that was deleted is left out, and so from the webhook when it is saved. */
function useNamed(ids: readonly string[]): Choice[] | null {
  const results = useQueries({ queries: ids.map((id) => webhookQueries.connection(id)) })
  if (results.some(({ isPending }) => isPending)) return null
  return results.flatMap(({ data }) => (data === undefined ? [] : [{ id: data.id, name: data.name }]))
}
