import { ArchiveError } from './archive/archive-error.ts'
import { ConfigError } from './config.ts'
import { ControlError } from './control/control-error.ts'
import { FormatError } from './migrations/format-error.ts'
import { RekeyError } from './rekey/rekey-error.ts'
import { StoreError } from './stores/store.ts'
import { VaultError } from './vault/vault-error.ts'

const system: Record<string, (error: { port?: number; address?: string }) => string> = {
  EADDRINUSE: ({ port, address }) =>
    `Port ${port} on ${address} is taken by another program. Stop it, or choose another with PATCHBAY_PORT ` +
    '(the sandbox: PATCHBAY_SANDBOX_PORT, agents: PATCHBAY_AGENT_PORT); 0 takes any free one.',
  EACCES: ({ port }) =>
    `Port ${port} may not be used by this user. Choose one above 1023 with PATCHBAY_PORT.`,
  EADDRNOTAVAIL: ({ address }) => `This machine has no address ${address}. Correct PATCHBAY_HOST.`,
}

const forPeople = [ArchiveError, ConfigError, ControlError, FormatError, RekeyError, StoreError, VaultError]

/** What was foreseen, in its own words; null: it was not. */
export function foreseen(error: unknown): string | null {
  return forPeople.some((kind) => error instanceof kind) ? (error as Error).message : null
}

/** What stops a start, for the person who started it; a stack only for what we did not foresee. */
export function explainStartFailure(error: unknown): string {
  const known = foreseen(error)
  if (known !== null) return known
  const { code, syscall } = error as { code?: string; syscall?: string }
  const explain = syscall === 'listen' ? system[code ?? ''] : undefined
  if (explain !== undefined) return explain(error as { port?: number; address?: string })
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
