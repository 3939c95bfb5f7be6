import type { OAuthEndpoints } from '@patchbay/applications/definition'
import * as z from 'zod'
import type { Outbound } from '../outbound/outbound.ts'

const metadataSchema = z.object({
  issuer: z.string(),
  revocation_endpoint: z.url().optional().catch(undefined),
  pushed_authorization_request_endpoint: z.url().optional().catch(undefined),
  require_pushed_authorization_requests: z.boolean().optional().catch(undefined),
  authorization_response_iss_parameter_supported: z.boolean().optional().catch(undefined),
})
type Metadata = z.infer<typeof metadataSchema>
export type DiscoveredMetadata = { [K in Exclude<keyof Metadata, 'issuer'>]?: NonNullable<Metadata[K]> }

const timeoutMs = 5_000
const keepMs = 10 * 60_000
const keepFailureMs = 30_000
const maxKept = 1_000

export interface Discovery {
  /** What the application's discovery document adds; nothing where there is none or it speaks for somebody else. */
  find(endpoints: OAuthEndpoints): Promise<DiscoveredMetadata>
}

async function fetchMetadata(
  outbound: Outbound,
  { discoveryUrl, issuer }: OAuthEndpoints,
): Promise<DiscoveredMetadata | null> {
  if (discoveryUrl === undefined) return null
  try {
    const response = await outbound.fetch(discoveryUrl, {
      headers: { accept: 'application/json' },
      timeoutMs,
    })
    if (response.status !== 200) return null
    const { issuer: found, ...metadata } = metadataSchema.parse(await response.json())
    // RFC 8414 section 3.3: a document that names another issuer must not be used.
    if (found !== issuer) return null
    return Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== undefined))
  } catch {
    return null
  }
}

/** Asks each application at most every ten minutes; an absent document stops nothing. */
export function createDiscovery(outbound: Outbound): Discovery {
  const kept = new Map<string, { until: number; metadata: Promise<DiscoveredMetadata | null> }>()
  return {
    async find(endpoints) {
      const { discoveryUrl } = endpoints
      if (discoveryUrl === undefined) return {}
      const known = kept.get(discoveryUrl)
      if (known !== undefined && known.until > Date.now()) return (await known.metadata) ?? {}
      if (kept.size >= maxKept) kept.clear()
      const entry = { until: Date.now() + keepMs, metadata: fetchMetadata(outbound, endpoints) }
      kept.set(discoveryUrl, entry)
      const metadata = await entry.metadata
      if (metadata === null) entry.until = Date.now() + keepFailureMs
      return metadata ?? {}
    },
  }
}
