import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './api-keys.module.css'
import { connectionPlaceholder, curlExample } from '../../api/curl-example.ts'
import { apiKeyQueries } from './queries.ts'
import type { CreatedApiKey } from './use-api-key-form.ts'

interface CreatedApiKeyDialogProps {
  created: CreatedApiKey
  onClose: () => void
}

/** The only sight of the key. */
export function CreatedApiKeyDialog({ created, onClose }: CreatedApiKeyDialogProps) {
  const content = useRef<HTMLInputElement>(null)
  const connectionId = useExampleConnection(created)
  const example = curlExample({ ...created, origin: window.location.origin, connectionId })

  function done({ detail: clicks }: MouseEvent) {
    // The second half of a double click on Create key, whose place Done takes on a phone.
    if (clicks < 2) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${created.name} is created`}
      initialFocus={content}
      footer={
        <Button variant="primary" onClick={done}>
          Done
        </Button>
      }
    >
      <div
        className={styles['form']}
        ref={(node) => {
          content.current = node?.querySelector('input') ?? null
        }}
      >
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
      </div>
    </Dialog>
  )
}

/** One that the key may use; one that is online where there is a choice. */
function useExampleConnection({ connectionIds }: CreatedApiKey): string | undefined {
  const { data } = useQuery({ ...apiKeyQueries.choices(undefined), enabled: connectionIds === null })
  const [chosen] = connectionIds ?? []
  return chosen ?? (data?.items.find(({ status }) => status === 'online') ?? data?.items[0])?.id
}
