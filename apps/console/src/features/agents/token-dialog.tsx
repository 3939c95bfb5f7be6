import { useQuery } from '@tanstack/react-query'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ShownOnceDialog } from '../../ui/shown-once-dialog.tsx'
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

/** The token, how to start the agent with it, and whether it has come. */
export function TokenDialog({ issued, title, server, onClose }: TokenDialogProps) {
  const { data: gateway } = useQuery(agentQueries.gateway())
  return (
    <ShownOnceDialog title={title} size="lg" state={<Arrival agent={issued} />} onClose={onClose}>
      <Notice tone="warn" title="Copy the access token now: it is not shown again">
        The agent asks for it when it is started. Patchbay keeps only its fingerprint: for a token that is
        lost, regenerate it.
      </Notice>
      <CopyField label="Access token" value={issued.accessToken} />
      <GatewayNotice />
      {gateway?.state === 'listening' && <Commands agentId={issued.id} gateway={gateway} server={server} />}
    </ShownOnceDialog>
  )
}
