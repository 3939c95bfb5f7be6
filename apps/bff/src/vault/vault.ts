import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { deriveKey, type Purpose } from './derived-keys.ts'
import type { KeyRing } from './key-ring.ts'
import type { SealContext, Sealed } from './sealed.ts'
import { createSigner, type Signer, type SigningKeys } from './signer.ts'
import { VaultError } from './vault-error.ts'

/** Seals and opens secrets, and signs what leaves and comes back. The only holder of the keys. */
export interface Vault {
  /** @throws VaultError `bad_context` */
  seal(plaintext: string, context: SealContext): Sealed
  /** @throws VaultError `damaged`, `unknown_key`, `bad_context` */
  open(sealed: Sealed, context: SealContext): string
  /** The same secret sealed with the first key; null where it is already. @throws VaultError as `open` */
  reseal(sealed: Sealed, context: SealContext): Sealed | null
  derive(purpose: Exclude<Purpose, 'sealing'>): Signer
  /** From now on another ring serves, also what was derived before. */
  useKeys(ring: KeyRing): void
}

/** NIST SP 800-38D section 8.2: 96 random bits serve up to 2^32 seals a key. */
const nonceBytes = 12
const tagBytes = 16
const tagCharacters = 22
const form = /^v1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]{16})\.\.([A-Za-z0-9_-]{22})$/

interface DerivedKeys {
  readonly current: { readonly id: string; readonly key: KeyObject }
  readonly sealing: ReadonlyMap<string, KeyObject>
  /** By purpose, as they are asked for. */
  readonly signing: Map<Purpose, SigningKeys>
  readonly ring: KeyRing
}

function deriveKeys(ring: KeyRing): DerivedKeys {
  const sealing = new Map(ring.map((key) => [key.id, deriveKey(key, 'sealing')]))
  const current = { id: ring[0].id, key: deriveKey(ring[0], 'sealing') }
  return { current, sealing, signing: new Map(), ring }
}

function signingKeys({ ring, signing }: DerivedKeys, purpose: Purpose): SigningKeys {
  const known = signing.get(purpose)
  if (known !== undefined) return known
  const [first, ...others] = ring
  const keys: SigningKeys = [deriveKey(first, purpose), ...others.map((key) => deriveKey(key, purpose))]
  signing.set(purpose, keys)
  return keys
}

export function createVault(ring: KeyRing): Vault {
  let keys = deriveKeys(ring)
  return {
    seal: (plaintext, context) => encrypt(plaintext, context, keys.current),
    open: (sealed, context) => decrypt(sealed, context, keys.sealing),
    reseal(sealed, context) {
      if (sealedBy(sealed) === keys.current.id) return null
      return encrypt(decrypt(sealed, context, keys.sealing), context, keys.current)
    },
    derive: (purpose) => createSigner(() => signingKeys(keys, purpose)),
    useKeys(next) {
      keys = deriveKeys(next)
    },
  }
}

/** Id of the key that a secret is sealed with; null where it is of no sealed form. */
export function sealedBy({ sealed }: Sealed): string | null {
  return partsOf(sealed).id ?? null
}

function encrypt(
  plaintext: string,
  context: SealContext,
  { id, key }: { id: string; key: KeyObject },
): Sealed {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(associatedData(context))
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url'))
  return { sealed: ['v1', id, ...parts].join('.') as Sealed['sealed'] }
}

/** The ciphertext, which may be long, is told from the rest by where it stands: its tag vouches for it, not its form. */
function partsOf(sealed: string) {
  const start = sealed.indexOf('.', sealed.indexOf('.', 'v1.'.length) + 1) + 1
  const end = Math.max(start, sealed.length - tagCharacters - 1)
  const [, id, nonce, tag] = form.exec(sealed.slice(0, start) + sealed.slice(end)) ?? []
  return { id, nonce, tag, ciphertext: sealed.slice(start, end) }
}

function decrypt({ sealed }: Sealed, context: SealContext, keys: ReadonlyMap<string, KeyObject>): string {
  const { id, nonce, tag, ciphertext } = partsOf(sealed)
  const where = place(context)
  if (id === undefined || nonce === undefined || tag === undefined) {
    throw new VaultError('damaged', `The secret of ${where} is not a sealed one.`)
  }
  const key = keys.get(id)
  if (key === undefined) {
    throw new VaultError(
      'unknown_key',
      `The secret of ${where} is sealed with key "${id}", which is missing.`,
    )
  }
  const options = { authTagLength: tagBytes }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), options)
  decipher.setAAD(associatedData(context))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  const opened = decipher.update(ciphertext, 'base64url', 'utf8')
  try {
    return opened + decipher.final('utf8')
  } catch (cause) {
    const message = `The secret of ${where} was changed after it was sealed, or belongs elsewhere.`
    throw new VaultError('damaged', message, { cause })
  }
}

function associatedData(context: SealContext): Buffer {
  return Buffer.from(place(context), 'utf8')
}

/** The separator may not occur in a part: else `a/b` + `c` and `a` + `b/c` would be the same place. */
function place({ collection, id, field }: SealContext): string {
  const parts = [collection, id, field]
  if (parts.some((part) => part === '' || part.includes('/'))) {
    throw new VaultError(
      'bad_context',
      'A place of a secret needs a collection, an id and a field without "/".',
    )
  }
  return parts.join('/')
}
