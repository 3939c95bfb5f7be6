import type { Outbound } from '../outbound/outbound.ts'
import { OutboundError } from '../outbound/outbound-error.ts'
import { readableMetadata, type ServerMetadata, serverMetadata } from './server-metadata.ts'

/** Why a document cannot be used, in words for the admin. */
export interface MetadataFault {
  readonly message: string
  /** Another try may find it. */
  readonly passing: boolean
  /** There is simply nothing, which says less than anything else. */
  readonly absent?: true
}

export type MetadataAnswer = { readonly metadata: ServerMetadata } | { readonly fault: MetadataFault }

const timeoutMs = 5_000
const byHand = 'or write the server’s URLs by hand in the HTTP view'

function fault(message: string, passing = false): MetadataAnswer {
  return { fault: { message, passing } }
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/+$/, '')
}

function fromOutbound(error: OutboundError): MetadataAnswer {
  if (error.code === 'too_large') {
    return fault(
      `${error.host} answers with more than 1 MiB, which is no discovery document. Check the address, ${byHand}.`,
    )
  }
  return fault(error.message, error.code !== 'address_refused')
}

function fromStatus(status: number, { host }: URL, location: string | null): MetadataAnswer {
  if (status >= 300 && status < 400) {
    const to = URL.parse(location ?? '')?.host
    const where = to === undefined || to === host ? '' : ` to ${to}`
    return fault(
      `${host} answers with a redirect${where}, which is not followed. Write the address it leads to, ${byHand}.`,
    )
  }
  if (status >= 500 || status === 429)
    return fault(`${host} answered ${status}. Try again in a moment.`, true)
  return { fault: { message: `${host} has no discovery document there.`, passing: false, absent: true } }
}

/** RFC 8414 section 3.3: a document that names another issuer must not be used. The slash at the end is let pass. */
function fromDocument(body: unknown, issuer: string): MetadataAnswer {
  const { host } = new URL(issuer)
  const parsed = serverMetadata.safeParse(body)
  if (!parsed.success) {
    return fault(
      `${host} answers with something that is no discovery document. Check the address, ${byHand}.`,
    )
  }
  if (withoutSlash(parsed.data.issuer) === withoutSlash(issuer))
    return { metadata: readableMetadata(parsed.data) }
  const found = URL.canParse(parsed.data.issuer) ? parsed.data.issuer.slice(0, 200) : 'another issuer'
  return fault(
    `The discovery document there speaks for ${found}. Write that address if it is the one you mean.`,
  )
}

/** Reads one document. Never throws: what is wrong is part of the answer. */
export async function readMetadata(
  outbound: Outbound,
  address: string,
  issuer: string,
): Promise<MetadataAnswer> {
  try {
    const response = await outbound.fetch(address, { headers: { accept: 'application/json' }, timeoutMs })
    if (response.status !== 200) {
      return fromStatus(response.status, new URL(address), response.headers.get('location'))
    }
    const text = await response.text()
    if (/^\s*</.test(text)) {
      const { host } = new URL(address)
      return fault(
        `${host} answers with a web page, not with a discovery document. Check the address, ${byHand}.`,
      )
    }
    return fromDocument(parseJson(text), issuer)
  } catch (error) {
    if (error instanceof OutboundError) return fromOutbound(error)
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
