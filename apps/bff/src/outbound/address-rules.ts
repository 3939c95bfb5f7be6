import ipaddr from 'ipaddr.js'
import { type Address, bareHost, isLocalName, isPublic, parseAddress, portOf } from './address.ts'
import { OutboundError } from './outbound-error.ts'
import { isWebPort } from './ports.ts'

/** What may be reached though it is private, or by http. */
export interface AllowList {
  /** Names and addresses, any port. */
  readonly hosts: ReadonlySet<string>
  /** `host:port`. */
  readonly origins: ReadonlySet<string>
  readonly ranges: readonly (readonly [Address, number])[]
}

export type AddressReason =
  /** Neither https nor http. */
  | 'unsupported_scheme'
  /** http to a host that the allow list does not name. */
  | 'not_https'
  /** A user name or password in the URL. */
  | 'credentials'
  /** One of another protocol, or of a database, at a host that the allow list does not name. */
  | 'unusual_port'
  /** Not on the public internet: loopback, private, link-local, reserved …, or a name that only a local network knows. */
  | 'private_address'

export type AddressVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: AddressReason }

const allowed: AddressVerdict = { allowed: true }

/**
 * Reads the entries of `PATCHBAY_ALLOW_HOSTS`: a host (`erp.example`, `10.0.0.5`, `[::1]`: any port), a host with a
 * port (`127.0.0.1:4610`) or a range (`10.0.0.0/8`, `fd00::/8`). Empty entries are skipped.
 *
 * @throws OutboundError `bad_allow_list`, naming the entry
 */
export function parseAllowList(entries: readonly string[]): AllowList {
  const hosts = new Set<string>()
  const origins = new Set<string>()
  const ranges: [Address, number][] = []
  for (const entry of entries.map((text) => text.trim()).filter((text) => text !== '')) {
    const [, host, port] = /^([^:]+|\[.+\]):(\d{1,5})$/.exec(entry) ?? []
    if (entry.includes('/')) ranges.push(parseRange(entry))
    else if (host === undefined) hosts.add(canonicalHost(entry, entry))
    else origins.add(`${canonicalHost(host, entry)}:${parsePort(port, entry)}`)
  }
  return { hosts, origins, ranges }
}

/**
 * What can be said of a URL without resolving it: for forms, and before a request is made. Names are judged again,
 * by address, when they are connected to.
 */
export function checkUrl(url: URL, allow: AllowList): AddressVerdict {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('unsupported_scheme')
  if (url.username !== '' || url.password !== '') return refused('credentials')
  const host = bareHost(url.hostname)
  if (isListed(allow, host, portOf(url))) return allowed
  const address = parseAddress(host)
  if (address !== null && isInRange(allow, address)) return allowed
  if (address === null ? isLocalName(host) : !isPublic(address)) return refused('private_address')
  if (!isWebPort(portOf(url))) return refused('unusual_port')
  return url.protocol === 'https:' ? allowed : refused('not_https')
}

/**
 * Whether `host`, which resolved to `ip`, may be connected to. Asked at the moment of connecting and for every
 * address, so that a name which changes its address after a check (DNS rebinding) gains nothing.
 */
export function checkAddress(
  ip: string,
  target: { readonly host: string; readonly port: number },
  allow: AllowList,
): AddressVerdict {
  if (isListed(allow, bareHost(target.host), target.port)) return allowed
  const address = parseAddress(ip)
  if (address === null) return refused('private_address')
  if (isListed(allow, address.toString(), target.port) || isInRange(allow, address)) return allowed
  return isPublic(address) ? allowed : refused('private_address')
}

function isListed(allow: AllowList, host: string, port: number): boolean {
  return allow.hosts.has(host) || allow.origins.has(`${host}:${port}`)
}

function isInRange(allow: AllowList, address: Address): boolean {
  return allow.ranges.some(([net, bits]) => net.kind() === address.kind() && address.match([net, bits]))
}

function refused(reason: AddressReason): AddressVerdict {
  return { allowed: false, reason }
}

function parseRange(entry: string): [Address, number] {
  if (!ipaddr.isValidCIDR(entry)) throw badEntry(entry)
  return ipaddr.parseCIDR(entry)
}

function parsePort(text: string | undefined, entry: string): number {
  const port = Number(text)
  if (!(port >= 1 && port <= 65_535)) throw badEntry(entry)
  return port
}

/** The URL parser spells addresses in one way (RFC 5952) and names in ASCII, as in the URLs that will be compared. */
function canonicalHost(text: string, entry: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1')
  if (ipaddr.IPv6.isValid(bare)) return (parseAddress(bare) ?? bare).toString()
  const url = /^[^\s@?#:/\\*[\]]+$/.test(text) ? URL.parse(`http://${text}/`) : null
  if (url === null) throw badEntry(entry)
  return bareHost(url.hostname)
}

function badEntry(entry: string): OutboundError {
  const forms = 'a host (erp.example), a host with a port (10.0.0.5:8443) or a range (10.0.0.0/8)'
  return new OutboundError('bad_allow_list', `"${entry}" is not an allowed host: write ${forms}.`)
}
