import type { Gateway } from '@patchbay/contracts/agents'
import { agentPackageUrl } from '../../agent-package.ts'
import type { Deps } from '../../deps.ts'

/** Agents come by the name that browsers use. */
export function presentGateway({
  gateway,
  publicUrls,
  agentPackage,
}: Pick<Deps, 'gateway' | 'publicUrls' | 'agentPackage'>): Gateway {
  return {
    state: gateway?.state ?? 'off',
    host: new URL(publicUrls.main).hostname,
    port: gateway?.port ?? null,
    hostKeyFingerprint: gateway?.fingerprint ?? null,
    programUrl: agentPackageUrl(publicUrls.main, agentPackage),
  }
}
