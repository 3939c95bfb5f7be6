import type { Gateway } from '@patchbay/contracts/agents'
import type { Deps } from '../../deps.ts'

/** Agents come by the name that browsers use. */
export function presentGateway({ gateway, publicUrls }: Pick<Deps, 'gateway' | 'publicUrls'>): Gateway {
  return {
    state: gateway?.state ?? 'off',
    host: new URL(publicUrls.main).hostname,
    port: gateway?.port ?? null,
    hostKeyFingerprint: gateway?.fingerprint ?? null,
    programUrl: null,
  }
}
