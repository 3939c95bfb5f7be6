import type { Options } from './options.ts'
import { printable } from './printable.ts'

/** Why there is no link any more, or never was one. */
export interface Ending {
  /** Refused: trying again at once would be answered the same. */
  readonly kind: 'lost' | 'refused'
  readonly message: string
}

export const tunnelRefused: Ending = { kind: 'refused', message: 'The gateway refused the tunnel.' }
export const gatewayEnded: Ending = { kind: 'lost', message: 'The gateway ended the link.' }

type Place = Pick<Options, 'gateway' | 'fingerprint'>

export function otherHostKey(actual: string, { gateway, fingerprint }: Place): Ending {
  const message =
    `The host key of ${gateway.host}:${gateway.port} is ${actual}, but --fingerprint says ${fingerprint}. ` +
    'No token was sent. Either something else answers in the gateway’s place, or it was set up anew: ' +
    'compare with the page Agents of Patchbay.'
  return { kind: 'refused', message }
}

/** What ssh2 says of a failure, by the part of it that failed. */
export function explain(error: Error & { level?: string }, { gateway }: Place): Ending {
  if (error.level === 'client-authentication') {
    const message =
      'The gateway refused the access token. If it was regenerated, start the agent with the new one.'
    return { kind: 'refused', message }
  }
  const place = `${gateway.host}:${gateway.port}`
  if (error.level === 'client-socket')
    return { kind: 'lost', message: `No connection to ${place}: ${printable(error.message)}.` }
  if (error.message === 'Keepalive timeout')
    return { kind: 'lost', message: 'The gateway no longer answers; the link was given up.' }
  return { kind: 'lost', message: `No link to ${place}: ${printable(error.message)}.` }
}
