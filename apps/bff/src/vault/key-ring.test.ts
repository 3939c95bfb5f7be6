import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOrCreateKeyRing, parseKeyRing } from './key-ring.ts'
import { createVault } from './vault.ts'

const key = randomBytes(32).toString('base64')
const context = { collection: 'connections', id: 'conn_1', field: 'credentials' }

describe('parseKeyRing', () => {
  it('reads keys in order, with spaces around them and in both base64 alphabets', () => {
    const ring = parseKeyRing(` a:${key} , b-2_:${randomBytes(32).toString('base64url')}`)
    expect(ring.map(({ id }) => id)).toEqual(['a', 'b-2_'])
  })

  it.each([
    ['nothing', ''],
    ['no id', `:${key}`],
    ['no separator', key],
    ['a long id', `${'x'.repeat(33)}:${key}`],
    ['an id with a dot', `a.b:${key}`],
    ['a short key', `a:${randomBytes(31).toString('base64')}`],
    ['a long key', `a:${randomBytes(33).toString('base64')}`],
    ['not base64', `a:${'*'.repeat(44)}`],
    ['an id twice', `a:${key},a:${key}`],
    ['an empty entry', `a:${key},`],
  ])('refuses %s without repeating it', (_, text) => {
    const act = () => parseKeyRing(text)
    expect(act).toThrow(expect.objectContaining({ code: 'bad_key_ring' }))
    expect(act).not.toThrow(expect.objectContaining({ message: expect.stringContaining(key.slice(0, 8)) }))
  })
})

describe('loadOrCreateKeyRing', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-keys-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('makes a key once, for the owner alone, and uses it from then on', async () => {
    const file = join(folder, 'data', 'keys')
    const sealed = createVault(await loadOrCreateKeyRing(file)).seal('secret', context)
    expect(createVault(await loadOrCreateKeyRing(file)).open(sealed, context)).toBe('secret')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'data'))).toEqual(['keys'])
  })

  it('gives two that start at once the same key', async () => {
    const file = join(folder, 'keys')
    const rings = await Promise.all(Array.from({ length: 10 }, () => loadOrCreateKeyRing(file)))
    const sealed = createVault(rings[0] ?? expect.fail()).seal('secret', context)
    for (const ring of rings) expect(createVault(ring).open(sealed, context)).toBe('secret')
  })

  it('refuses a file that others can read, and leaves it as it is', async () => {
    const file = join(folder, 'keys')
    await writeFile(file, `a:${key}\n`)
    await chmod(file, 0o640)
    await expect(loadOrCreateKeyRing(file)).rejects.toMatchObject({
      code: 'key_file_exposed',
      message: expect.stringContaining('chmod 600'),
    })
    expect(await readFile(file, 'utf8')).toBe(`a:${key}\n`)
  })

  it('never replaces a damaged file: the secrets sealed with it may still be saved', async () => {
    const file = join(folder, 'keys')
    await writeFile(file, 'nonsense', { mode: 0o600 })
    await expect(loadOrCreateKeyRing(file)).rejects.toMatchObject({ code: 'bad_key_ring' })
    expect(await readFile(file, 'utf8')).toBe('nonsense')
  })

  it('says when the file cannot be read', async () => {
    await expect(loadOrCreateKeyRing(folder)).rejects.toMatchObject({ name: 'VaultError' })
  })
})
