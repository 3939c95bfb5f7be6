import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './password.ts'

describe('a password', () => {
  it('is known by its hash, however its letters were composed', async () => {
    const hash = await hashPassword('Zürich am See')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await isPassword('Zürich am See', hash)).toBe(true)
    expect(await isPassword('Zurich am See', hash)).toBe(false)
  })

  it('is one of at most 66 that are looked at; others are asked to come again', async () => {
    const hash = await hashPassword('right')
    const tries = await Promise.allSettled(Array.from({ length: 80 }, () => isPassword('right', hash)))
    const refused = tries.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(14)
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'too_busy', retryAfterS: 2 } })
    expect(await isPassword('right', hash)).toBe(true)
  })
})
