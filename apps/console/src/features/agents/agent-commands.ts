import type { Gateway } from '@patchbay/contracts/agents'

/** Stands where the admin has yet to write one. */
export const targetPlaceholder = 'HOST:PORT'

interface Link {
  readonly agentId: string
  readonly gateway: Gateway
  /** The server that the agent may reach, `host:port`. */
  readonly target: string
}

/** In double quotes, which every shell takes, where one would read more than a word: a pattern, or brackets. */
function word(text: string): string {
  return /[*[\]]/.test(text) ? `"${text}"` : text
}

/** An IPv6 address without the brackets that it has in a URL. */
function bare(host: string): string {
  return host.replace(/^\[(.+)\]$/, '$1')
}

/** Remote dynamic forwarding: the client itself speaks SOCKS and, by PermitRemoteOpen, holds the allow list. */
export function sshCommand({ agentId, gateway: { host, port }, target }: Link): string {
  const options = [
    'ExitOnForwardFailure=yes',
    'ServerAliveInterval=5',
    'ServerAliveCountMax=2',
    `PermitRemoteOpen=${target}`,
  ]
  return [
    'ssh -N -R 0',
    `-p ${port}`,
    ...options.map((each) => `-o ${word(each)}`),
    `${agentId}@${bare(host)}`,
  ].join(' ')
}

/** null: Patchbay has no package of its own agent to hand out. */
export function programCommand({ agentId, gateway, target }: Link): string | null {
  const { host, port, hostKeyFingerprint, programUrl } = gateway
  if (programUrl === null) return null
  const address = word(`${host}:${port}`)
  return `npx --yes ${programUrl} --gateway ${address} --agent ${agentId} --fingerprint ${hostKeyFingerprint} --allow ${word(target)}`
}
