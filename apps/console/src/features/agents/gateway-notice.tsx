import type { Gateway } from '@patchbay/contracts/agents'
import { useQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/notice.tsx'
import { agentQueries } from './queries.ts'

/** Says why no agent can connect, where none can. */
export function GatewayNotice() {
  const { data } = useQuery(agentQueries.gateway())
  if (data === undefined || data.state === 'listening') return null
  return data.state === 'off' ? <Off /> : <PortTaken port={data.port} />
}

function Off() {
  return (
    <Notice tone="warn" role="note" title="Agents cannot connect: the gateway is switched off">
      The variable <code>PATCHBAY_AGENT_PORT</code> says <code>off</code>. Take it away, or set it to a port,
      and start Patchbay again.
    </Notice>
  )
}

function PortTaken({ port }: Pick<Gateway, 'port'>) {
  return (
    <Notice
      tone="bad"
      role="note"
      title={`Agents cannot connect: ${port === null ? 'their port' : `port ${port}`} is taken`}
    >
      Another program on Patchbay’s machine has it. End that program, or set the variable{' '}
      <code>PATCHBAY_AGENT_PORT</code> to a free port, or end that program, and start Patchbay again.
    </Notice>
  )
}
