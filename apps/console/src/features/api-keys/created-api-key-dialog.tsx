import { useQuery } from '@tanstack/react-query'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ShownOnceDialog } from '../../ui/shown-once-dialog.tsx'
import { connectionPlaceholder, curlExample } from '../../api/curl-example.ts'
import { apiKeyQueries } from './queries.ts'
import type { CreatedApiKey } from './use-api-key-form.ts'

interface CreatedApiKeyDialogProps {
  created: CreatedApiKey
  onClose: () => void
}

export function CreatedApiKeyDialog({ created, onClose }: CreatedApiKeyDialogProps) {
  const connectionId = useExampleConnection(created)
  const example = curlExample({ ...created, origin: window.location.origin, connectionId })
  return (
    <ShownOnceDialog title={`${created.name} is created`} onClose={onClose}>
      <Notice tone="warn" title="Copy the key now: it is not shown again">
        Patchbay keeps only its fingerprint. A key that is lost is revoked and made anew.
      </Notice>
      <CopyField label="API key" value={created.key} />
      <CopyBlock
        label="Example call"
        value={example}
        hint={
          example.includes(connectionPlaceholder)
            ? `Put the ID of a connection in place of ${connectionPlaceholder}.`
            : undefined
        }
      />
    </ShownOnceDialog>
  )
}

/** One that the key may use; one that is online where there is a choice. */
function useExampleConnection({ connectionIds }: CreatedApiKey): string | undefined {
  const { data } = useQuery({ ...apiKeyQueries.choices(undefined), enabled: connectionIds === null })
  const [chosen] = connectionIds ?? []
  return chosen ?? (data?.items.find(({ status }) => status === 'online') ?? data?.items[0])?.id
}
