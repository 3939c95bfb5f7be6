import type { OAuthEndpoints } from '@patchbay/applications/definition'
import type { Outbound } from '../outbound/outbound.ts'
import { OAuthError } from './oauth-error.ts'
import { type MetadataAnswer, readMetadata } from './read-metadata.ts'
import type { ServerMetadata } from './server-metadata.ts'

/** What a discovery document may add where the application's file knows the rest. */
const additions = [
  'issuer',
  'revocation_endpoint',
  'pushed_authorization_request_endpoint',
  'require_pushed_authorization_requests',
  'authorization_response_iss_parameter_supported',
] as const

const keepMs = 10 * 60_000
const keepAbsenceMs = 30_000
/** Somebody may be putting it right just now. */
const keepFaultMs = 3_000
const maxKept = 1_000

export interface Discovery {
  /** What the application's discovery document adds; nothing where there is none or it speaks for somebody else. */
  additions(endpoints: OAuthEndpoints): Promise<Partial<ServerMetadata>>
  /**
   * All that a server says of itself. One that has answered before is known while it does not answer.
   *
   * @throws OAuthError whose message says what to write instead
   */
  server(issuer: string): Promise<ServerMetadata>
}

interface Entry {
  until: number
  answer: Promise<MetadataAnswer>
  /** The last that was good. */
  metadata: ServerMetadata | null
}

/**
 * OpenID Connect Discovery section 4 puts the document after the issuer's path, RFC 8414 section 3 before it. Many
 * servers put the latter after it, too.
 */
function documentsOf(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/+$/, '')
  const oauth = '/.well-known/oauth-authorization-server'
  const all = [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}${oauth}${path}`,
    `${origin}${path}${oauth}`,
  ]
  return [...new Set(all)]
}

/** The first document that can be used; else the fault that tells most. */
async function askServer(outbound: Outbound, issuer: string): Promise<MetadataAnswer> {
  const faults: MetadataAnswer[] = []
  for (const address of documentsOf(issuer)) {
    const answer = await readMetadata(outbound, address, issuer)
    if ('metadata' in answer) return answer
    if (answer.fault.passing) return answer
    faults.push(answer)
  }
  const absent: MetadataAnswer = {
    fault: {
      message: `${new URL(issuer).host} has no discovery document for this issuer. Check the address, or write the server’s URLs by hand in the HTTP view.`,
      passing: false,
    },
  }
  return faults.find((each) => 'fault' in each && each.fault.absent === undefined) ?? absent
}

/** Asks each server at most every ten minutes. */
export function createDiscovery(outbound: Outbound): Discovery {
  const kept = new Map<string, Entry>()

  async function ask(
    key: string,
    question: () => Promise<MetadataAnswer>,
  ): Promise<{ entry: Entry; answer: MetadataAnswer }> {
    const known = kept.get(key)
    if (known !== undefined && known.until > Date.now()) return { entry: known, answer: await known.answer }
    if (kept.size >= maxKept) kept.clear()
    const entry: Entry = { until: Date.now() + keepMs, answer: question(), metadata: known?.metadata ?? null }
    kept.set(key, entry)
    const answer = await entry.answer
    if ('metadata' in answer) entry.metadata = answer.metadata
    else entry.until = Date.now() + (answer.fault.absent === true ? keepAbsenceMs : keepFaultMs)
    return { entry, answer }
  }

  return {
    async additions({ discoveryUrl, issuer }) {
      if (discoveryUrl === undefined || issuer === null) return {}
      const { answer } = await ask(discoveryUrl, () => readMetadata(outbound, discoveryUrl, issuer))
      if ('fault' in answer) return {}
      const found = additions.filter((name) => answer.metadata[name] !== undefined)
      return Object.fromEntries(found.map((name) => [name, answer.metadata[name]]))
    },
    async server(issuer) {
      const { entry, answer } = await ask(issuer, () => askServer(outbound, issuer))
      if ('metadata' in answer) return answer.metadata
      if (answer.fault.passing && entry.metadata !== null) return entry.metadata
      const { message, passing } = answer.fault
      throw new OAuthError(passing ? 'application_unreachable' : 'invalid_answer', message, { passing })
    },
  }
}
