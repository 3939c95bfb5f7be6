import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import type { Connecting } from './counting-parts.ts'

export interface TokenHost {
  /** Of the issuer. */
  own: string
  /** Where the secret goes. */
  token: string
}

function hostOf(url: string | null | undefined): string | null {
  return URL.parse(url?.trim() ?? '')?.host ?? null
}

/** A token URL, written or discovered, that is not at the issuer's own host; null: there is none. */
export function foreignTokenHost(
  definition: ApplicationDefinition,
  { authType, settings }: Connecting,
  server: DiscoveryReply | undefined,
): TokenHost | null {
  const written = Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''))
  const access = definition.access({ authType, settings: written, facts: {} })
  if (access.kind !== 'oauth2') return null
  const { issuer, tokenUrl } = access.oauth.endpoints
  const [own, usual] = [hostOf(issuer ?? tokenUrl), hostOf(tokenUrl)]
  const token = hostOf(settings['tokenUrl'] || server?.tokenUrl)
  if (own === null || token === null || token === own || token === usual) return null
  return { own, token }
}

export function sameTokenHost(a: TokenHost | null, b: TokenHost | null): boolean {
  return a?.own === b?.own && a?.token === b?.token
}
