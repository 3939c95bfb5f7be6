import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { NewPasskeyAnswer, PasskeyAnswer } from '@patchbay/contracts/passkey-answer'
import { isoCBOR } from '@simplewebauthn/server/helpers'

interface Credential {
  readonly id: Buffer
  readonly privateKey: KeyObject
  readonly host: string
  readonly userHandle: string
}

/** What a test may do otherwise than it should be. */
export interface Misbehaviour {
  readonly origin?: string
  readonly host?: string
  readonly isVerified?: boolean
  readonly counter?: number
  readonly userHandle?: string
}

interface Challenge {
  readonly challenge: string
  readonly [member: string]: unknown
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const isPresent = 0x01
const isUserVerified = 0x04
const hasCredential = 0x40

/** Holds passkeys as a phone would, and answers at once. WebAuthn Level 3 section 6.1 has the bytes. */
export class Authenticator {
  readonly #origin: string
  #credential: Credential | null = null
  #counter = 0

  /** @param origin of the page that it is asked by */
  constructor(origin: string) {
    this.#origin = origin
  }

  #clientData(type: string, { challenge }: Challenge, { origin = this.#origin }: Misbehaviour): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #data(host: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(host), Buffer.from([flags]), count])
  }

  create(options: Challenge, odd: Misbehaviour = {}): NewPasskeyAnswer {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    const id = randomBytes(16)
    const host = new URL(this.#origin).hostname
    const { id: userHandle } = options['user'] as { id: string }
    this.#credential = { id, privateKey, host, userHandle }
    const cose = new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ])
    const flags = isPresent | hasCredential | (odd.isVerified === false ? 0 : isUserVerified)
    const data = Buffer.concat([
      this.#data(odd.host ?? host, flags, 0),
      Buffer.alloc(16),
      Buffer.from([0, id.length]),
      id,
      isoCBOR.encode(cose),
    ])
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(data)],
    ])
    return {
      ...this.#named(id),
      response: {
        clientDataJSON: this.#clientData('webauthn.create', options, odd).toString('base64url'),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
      },
    }
  }

  get(options: Challenge, odd: Misbehaviour = {}): PasskeyAnswer {
    if (this.#credential === null) throw new TypeError('no passkey was made')
    const { id, privateKey, host, userHandle } = this.#credential
    this.#counter += 1
    const flags = isPresent | (odd.isVerified === false ? 0 : isUserVerified)
    const data = this.#data(odd.host ?? host, flags, odd.counter ?? this.#counter)
    const clientData = this.#clientData('webauthn.get', options, odd)
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey)
    return {
      ...this.#named(id),
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: odd.userHandle ?? userHandle,
      },
    }
  }

  #named(id: Buffer) {
    const name = id.toString('base64url')
    return { id: name, rawId: name, type: 'public-key' as const, clientExtensionResults: {} }
  }
}
