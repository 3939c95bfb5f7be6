import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type KeyRing, parseKeyRing } from './key-ring.ts'
import type { Sealed } from './sealed.ts'
import { createVault, sealedBy } from './vault.ts'

const entry = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const ring = (...entries: string[]): KeyRing => parseKeyRing(entries.join(','))
const context = { collection: 'connections', id: 'conn_1', field: 'credentials' }
const secret = 'refresh-token-é-🔑'

describe('sealing', () => {
  const vault = createVault(ring(entry('a')))

  it('opens what it sealed', () => {
    for (const text of ['', secret, 'x'.repeat(100_000)]) {
      expect(vault.open(vault.seal(text, context), context)).toBe(text)
    }
  })

  it('has the documented form, with the secret not in it, and never the same twice', () => {
    const first = vault.seal(secret, context).sealed
    expect(first).toMatch(/^v1\.a\.[\w-]{16}\.[\w-]+\.[\w-]{22}$/)
    expect(Buffer.from(first.split('.')[3] ?? '', 'base64url').toString()).not.toContain('refresh')
    expect(vault.seal(secret, context).sealed).not.toBe(first)
  })

  it.each([
    { ...context, id: 'conn_2' },
    { ...context, collection: 'iclients' },
    { ...context, field: 'secrets' },
  ])('refuses a secret moved to $collection/$id/$field', (other) => {
    expect(() => vault.open(vault.seal(secret, context), other)).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    )
  })

  it('refuses places that could be read two ways', () => {
    const ambiguous = { collection: 'a', id: 'b/c', field: 'd' }
    expect(() => vault.seal(secret, ambiguous)).toThrow(expect.objectContaining({ code: 'bad_context' }))
  })

  it.each([2, 3, 4])('refuses a change of any bit of part %i', (part) => {
    const parts = vault.seal(secret, context).sealed.split('.')
    const bytes = Buffer.from(parts[part] ?? '', 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const sealed = parts.with(part, changed.toString('base64url')).join('.')
      expect(() => vault.open(asSealed(sealed), context)).toThrow(
        expect.objectContaining({ code: 'damaged' }),
      )
    }
  })

  it('refuses a shortened tag and everything of another form', () => {
    const parts = vault.seal(secret, context).sealed.split('.')
    const shortTag = parts.with(4, (parts[4] ?? '').slice(0, 16)).join('.')
    const others = ['', 'v1', secret, shortTag, parts.with(0, 'v2').join('.'), `${parts.join('.')}.x`]
    for (const sealed of others) {
      expect(() => vault.open(asSealed(sealed), context)).toThrow(
        expect.objectContaining({ code: 'damaged' }),
      )
    }
  })

  it('never names the secret in an error', () => {
    const sealed = vault.seal(secret, context)
    const act = () => vault.open(sealed, { ...context, id: 'conn_2' })
    expect(act).toThrow(expect.objectContaining({ message: expect.not.stringContaining('refresh-token') }))
  })
})

describe('key rotation', () => {
  const [old, young] = [entry('old'), entry('young')]
  const sealedBefore = createVault(ring(old)).seal(secret, context)

  it('opens with the old key and seals with the first', () => {
    const rotated = createVault(ring(young, old))
    expect(rotated.open(sealedBefore, context)).toBe(secret)
    expect(rotated.seal(secret, context).sealed).toMatch(/^v1\.young\./)
  })

  it('names the key that is missing', () => {
    const vault = createVault(ring(young))
    expect(() => vault.open(sealedBefore, context)).toThrow(
      expect.objectContaining({ code: 'unknown_key', message: expect.stringContaining('"old"') }),
    )
  })

  it('seals anew with the first key, and only what is not', () => {
    const rotated = createVault(ring(young, old))
    const resealed = rotated.reseal(sealedBefore, context) ?? expect.fail()
    expect(sealedBy(resealed)).toBe('young')
    expect(createVault(ring(young)).open(resealed, context)).toBe(secret)
    expect(rotated.reseal(resealed, context)).toBeNull()
    expect(() => rotated.reseal(sealedBefore, { ...context, id: 'conn_2' })).toThrow(
      expect.objectContaining({ code: 'damaged' }),
    )
  })

  it('takes another ring while it serves, also for what was derived before', () => {
    const vault = createVault(ring(old))
    const cookies = vault.derive('session-cookies')
    const before = cookies.mac('x')
    vault.useKeys(ring(young, old))
    expect(vault.open(sealedBefore, context)).toBe(secret)
    expect(sealedBy(vault.seal(secret, context))).toBe('young')
    expect(cookies.mac('x')).not.toBe(before)
    expect(cookies.macs('x')).toEqual([cookies.mac('x'), before])
    expect(cookies.verify('x', before)).toBe(true)
  })

  it('refuses another key under the same id', () => {
    const vault = createVault(ring(entry('old')))
    expect(() => vault.open(sealedBefore, context)).toThrow(expect.objectContaining({ code: 'damaged' }))
  })
})

describe('signing', () => {
  const [old, young] = [entry('old'), entry('young')]
  const vault = createVault(ring(old))

  it('verifies its own macs and nothing else', () => {
    const cookies = vault.derive('session-cookies')
    const mac = cookies.mac('session-1')
    expect(cookies.verify('session-1', mac)).toBe(true)
    expect(cookies.verify('session-2', mac)).toBe(false)
    for (const wrong of ['', mac.slice(1), `${mac}=`, `${mac}A`, ` ${mac}`]) {
      expect(cookies.verify('session-1', wrong)).toBe(false)
    }
  })

  it('keeps the purposes apart', () => {
    expect(vault.derive('cursors').verify('x', vault.derive('webhooks').mac('x'))).toBe(false)
  })

  it('verifies macs of every key of the ring', () => {
    const mac = vault.derive('cursors').mac('x')
    expect(createVault(ring(young, old)).derive('cursors').verify('x', mac)).toBe(true)
    expect(createVault(ring(young)).derive('cursors').verify('x', mac)).toBe(false)
  })
})

function asSealed(sealed: string): Sealed {
  return { sealed: sealed as Sealed['sealed'] }
}
