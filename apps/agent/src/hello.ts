import { agentHelloTarget } from '@patchbay/contracts/agent-program'
import type { AgentHello } from '@patchbay/contracts/agents'
import { showTarget, type Target } from './allow-list.ts'
import type { Options } from './options.ts'
import { version } from './version.ts'

/** Whether Patchbay asks about the agent itself, instead of a server behind it. */
export function isHello(target: Target): boolean {
  return target.host === agentHelloTarget.host && target.port === agentHelloTarget.port
}

export function hello({
  allow,
  certificateAuthority,
}: Pick<Options, 'allow' | 'certificateAuthority'>): string {
  return JSON.stringify({ version, allow: allow.map(showTarget), certificateAuthority } satisfies AgentHello)
}
