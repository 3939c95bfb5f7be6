import ssh2 from 'ssh2'
import { expect, it } from 'vitest'
import { fingerprintOf, newHostKey } from './host-key.ts'

it('a new host key can be read again, each of many', async () => {
  const keys = await Promise.all(Array.from({ length: 2_000 }, newHostKey))
  expect(keys.filter((key) => ssh2.utils.parseKey(key) instanceof Error)).toEqual([])
  expect(new Set(keys.map(fingerprintOf)).size).toBe(keys.length)
})
