import { describe, expect, it } from 'vitest'
import { createTunnel } from './outbound.ts'

function tunnel() {
  let dialled = 0
  const outbound = createTunnel({
    dial: () => {
      dialled += 1
      return Promise.reject(new TypeError('not to be asked for'))
    },
    target: { host: 'acumatica.local', port: 443 },
    certificateAuthority: null,
  })
  return { outbound, dialled: () => dialled }
}

describe('a tunnel', () => {
  it.each([
    'https://other.local/',
    'https://acumatica.local:8443/',
    'http://acumatica.local/',
    'https://acumatica.local.evil.example/',
    'https://user:password@acumatica.local/',
    'https://[::1]/',
    'ftp://acumatica.local:443/',
  ])('leads to no other server than the one it is for: %s', async (url) => {
    const { outbound, dialled } = tunnel()
    const refused = { code: 'address_refused' }
    await expect(outbound.fetch(url)).rejects.toMatchObject(refused)
    const { signal } = new AbortController()
    const streamed = outbound.stream(new URL(url), { method: 'GET', headers: [], body: null, signal })
    await expect(streamed).rejects.toMatchObject(refused)
    expect(dialled()).toBe(0)
  })

  it('is dialled for the server it is for, however its name is written', async () => {
    const { outbound, dialled } = tunnel()
    await expect(outbound.fetch('https://ACUMATICA.local:443/x')).rejects.toMatchObject({
      host: 'acumatica.local:443',
    })
    expect(dialled()).toBe(1)
  })
})
