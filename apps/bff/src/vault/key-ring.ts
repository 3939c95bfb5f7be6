import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { createKeyFile } from './create-key-file.ts'
import { keyBytes } from './derived-keys.ts'
import { VaultError } from './vault-error.ts'

export interface RingKey {
  readonly id: string
  readonly key: KeyObject
}

/** The first key seals, all of them open. */
export type KeyRing = readonly [RingKey, ...RingKey[]]

const keyId = /^[A-Za-z0-9_-]{1,32}$/
const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/

/**
 * Reads `id:base64,id:base64`, each key 32 bytes. Entries are named by their position in errors, since a mistyped
 * entry may hold key material anywhere.
 *
 * @throws VaultError `bad_key_ring`
 */
export function parseKeyRing(text: string): KeyRing {
  const [first, ...rest] = text.split(',').map((entry, index) => parseEntry(entry.trim(), index + 1))
  if (first === undefined) throw new VaultError('bad_key_ring', 'The key ring holds no key.')
  const ring: KeyRing = [first, ...rest]
  const ids = new Set(ring.map((key) => key.id))
  if (ids.size < ring.length)
    throw new VaultError('bad_key_ring', 'Two keys of the key ring have the same id.')
  return ring
}

/**
 * A ring may be replaced by one that has all of its keys: others are still needed by what is under way.
 *
 * @throws VaultError `key_taken_away`
 */
export function requireKept(before: KeyRing, after: KeyRing): void {
  const lost = before.find(({ id, key }) => !after.some((each) => each.id === id && each.key.equals(key)))
  if (lost === undefined) return
  throw new VaultError(
    'key_taken_away',
    `Key "${lost.id}" is not what it was when Patchbay started, or not there any more. Put it back, or start Patchbay again.`,
  )
}

/**
 * The key ring of a data folder; null where none was made yet.
 *
 * @throws VaultError `key_file_exposed`, `key_file_unavailable`, `bad_key_ring`
 */
export async function loadKeyRing(file: string): Promise<KeyRing | null> {
  try {
    return await readKeyFile(file)
  } catch (cause) {
    if (cause instanceof VaultError) throw cause
    throw new VaultError('key_file_unavailable', `The key file ${file} cannot be read.`, { cause })
  }
}

/**
 * The key ring of a data folder: read from `file`, or made there once, for its owner alone, durable before it is used.
 *
 * @throws VaultError `key_file_exposed`, `key_file_unavailable`, `bad_key_ring`
 */
export async function loadOrCreateKeyRing(file: string): Promise<KeyRing> {
  try {
    const existing = await readKeyFile(file)
    if (existing !== null) return existing
    await createKeyFile(file, `${newKeyEntry()}\n`)
    const created = await readKeyFile(file)
    if (created !== null) return created
  } catch (cause) {
    if (cause instanceof VaultError) throw cause
    throw new VaultError('key_file_unavailable', `The key file ${file} cannot be read or made.`, { cause })
  }
  throw new VaultError('key_file_unavailable', `The key file ${file} vanished while it was made.`)
}

/** A new key as it stands in a key ring. */
export function newKeyEntry(): string {
  const id = `k${randomBytes(4).toString('hex')}`
  return `${id}:${randomBytes(keyBytes).toString('base64')}`
}

async function readKeyFile(file: string): Promise<KeyRing | null> {
  const found = await stat(file).catch(nullIfMissing)
  if (found === null) return null
  const mode = found.mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    const octal = mode.toString(8).padStart(4, '0')
    throw new VaultError(
      'key_file_exposed',
      `The key file ${file} is open to other users (mode ${octal}). Run: chmod 600 ${file}`,
    )
  }
  return parseKeyRing((await readFile(file, 'utf8')).trim())
}

function parseEntry(entry: string, position: number): RingKey {
  const separator = entry.indexOf(':')
  if (separator === -1) throw badEntry(position, 'is not of the form id:base64')
  const id = entry.slice(0, separator)
  const encoded = entry.slice(separator + 1)
  if (!keyId.test(id)) throw badEntry(position, 'has an id that is not 1 to 32 letters, digits, _ or -')
  if (!base64.test(encoded)) throw badEntry(position, 'is not base64')
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== keyBytes) throw badEntry(position, `has ${bytes.length} bytes instead of ${keyBytes}`)
  const key = createSecretKey(bytes)
  bytes.fill(0)
  return { id, key }
}

function badEntry(position: number, problem: string): VaultError {
  return new VaultError('bad_key_ring', `Key ${position} of the key ring ${problem}.`)
}

function nullIfMissing(cause: NodeJS.ErrnoException): null {
  if (cause.code === 'ENOENT') return null
  throw cause
}
