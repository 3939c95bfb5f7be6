import ipaddr from 'ipaddr.js'

export type Address = ipaddr.IPv4 | ipaddr.IPv6

/** Lower case, IPv6 without brackets, no trailing dots: one spelling for each host. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.+$/, '')
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'http:' ? 80 : 443
}

/** An address literal, or null for a name. IPv4 in IPv6 clothes (mapped, NAT64) is the IPv4 address that it reaches. */
export function parseAddress(text: string): Address | null {
  // Only the usual form: ipaddr.js would also read the name "10" as an address. URLs have been normalised already.
  if (!ipaddr.IPv6.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text)) return null
  const address = ipaddr.process(text)
  if (address instanceof ipaddr.IPv6 && address.range() === 'rfc6052') {
    return new ipaddr.IPv4(address.toByteArray().slice(12))
  }
  return address
}

/** What ipaddr.js calls unicast though nobody may be reached there: RFC 2544 benchmarking, RFC 9637 documentation. */
const benchmarking = ipaddr.IPv4.parseCIDR('198.18.0.0/15')
const documentation = ipaddr.IPv6.parseCIDR('3fff::/20')
/** All that is handed out of IPv6 (RFC 4291 section 2.4); keeps out site-local and IPv4-compatible addresses. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

export function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false
  if (address instanceof ipaddr.IPv4) return !address.match(benchmarking)
  return address.match(globalUnicast) && !address.match(documentation)
}

/** `localhost` and all below it (RFC 6761), and names without a dot, which only a local network can know. */
export function isLocalName(host: string): boolean {
  return !host.includes('.') || host.endsWith('.localhost')
}
