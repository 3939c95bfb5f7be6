import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { callbackify } from 'node:util'
import { buildConnector } from 'undici'
import { bareHost } from './address.ts'
import { type AllowList, checkAddress } from './address-rules.ts'
import { OutboundError } from './outbound-error.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** All addresses of a name, in the order to try them. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

interface Target {
  readonly host: string
  readonly port: number
}

/** By the system's resolver, so that `/etc/hosts` counts as it does for every other program of the host. */
export const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true })

/** One connector a target: each keeps the TLS sessions of its host, to resume them. */
const maxConnectors = 1_000

/** Opens sockets only to addresses that the rules allow, checked on the very answer that is connected to. */
export function createConnector(allow: AllowList, resolve: Resolve): buildConnector.connector {
  const connectors = new Map<string, buildConnector.connector>()
  return (options, callback) => {
    const defaultPort = options.protocol === 'http:' ? 80 : 443
    const target = { host: bareHost(options.hostname), port: Number(options.port) || defaultPort }
    // The socket never looks a literal address up, so it is checked here.
    if (isIP(target.host) !== 0 && !checkAddress(target.host, target, allow).allowed) {
      callback(addressRefused(target), null)
      return
    }
    if (connectors.size >= maxConnectors) connectors.clear()
    const key = `${target.host}:${target.port}`
    const connector =
      connectors.get(key) ??
      buildConnector({
        allowH2: false,
        lookup: checkedLookup(target, allow, resolve),
      })
    connectors.set(key, connector)
    connector(options, callback)
  }
}

function checkedLookup(target: Target, allow: AllowList, resolve: Resolve): LookupFunction {
  const lookup = callbackify((hostname: string) => addressesFor(hostname, { target, allow, resolve }))
  return (hostname, options, callback) => {
    lookup(hostname, (error, addresses) => {
      if (error !== null) callback(error, '')
      else if (options.all === true) callback(null, addresses)
      else callback(null, addresses[0].address, addresses[0].family)
    })
  }
}

async function addressesFor(
  hostname: string,
  { target, allow, resolve }: { target: Target; allow: AllowList; resolve: Resolve },
): Promise<[ResolvedAddress, ...ResolvedAddress[]]> {
  const found = await resolve(hostname)
  const [first, ...others] = found.filter(({ address }) => checkAddress(address, target, allow).allowed)
  if (first !== undefined) return [first, ...others]
  if (found.length > 0) throw addressRefused(target)
  throw new OutboundError('dns', `${hostname} has no address.`, { host: hostname, reason: 'ENODATA' })
}

function addressRefused({ host, port }: Target): OutboundError {
  const message = `${host} is a private address, which may not be reached unless it is allowed.`
  return new OutboundError('address_refused', message, { host: `${host}:${port}`, reason: 'private_address' })
}
