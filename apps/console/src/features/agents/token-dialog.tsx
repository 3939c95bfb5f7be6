import { useQuery } from '@tanstack/react-query'
import { type MouseEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './agents.module.css'
import { Arrival } from './arrival.tsx'
import { Commands } from './commands.tsx'
import { GatewayNotice } from './gateway-notice.tsx'
import { type IssuedAgent, agentQueries } from './queries.ts'

interface TokenDialogProps {
  issued: IssuedAgent
  title: string
  /** Address of the server that the agent is made for, where that is known. */
  server?: string | undefined
  onClose: () => void
}

/** The only sight of the token, how to start the agent with it, and whether it has come. */
export function TokenDialog({ issued, title, server, onClose }: TokenDialogProps) {
  const content = useRef<HTMLInputElement>(null)
  const { data: gateway } = useQuery(agentQueries.gateway())

  function done({ detail: clicks }: MouseEvent) {
    // The second half of a double click on the button before, whose place Done takes on a phone.
    if (clicks < 2) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size="lg"
      initialFocus={content}
      footer={
        <>
          <Arrival agent={issued} />
          <Button variant="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div
        className={styles['form']}
        ref={(node) => {
          content.current = node?.querySelector('input') ?? null
        }}
      >
        <Notice tone="warn" title="Copy the access token now: it is not shown again">
          The agent asks for it when it is started. Patchbay keeps only its fingerprint: for a token that is
          lost, regenerate it.
        </Notice>
        <CopyField label="Access token" value={issued.accessToken} />
        <GatewayNotice />
        {gateway?.state === 'listening' && <Commands agentId={issued.id} gateway={gateway} server={server} />}
      </div>
    </Dialog>
  )
}
