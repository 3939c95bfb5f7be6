import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

const index = '<!doctype html><title>Patchbay</title>'
const script = 'console.log("the console")'.repeat(100)

let dir: string
let patchbay: TestPatchbay
let visitor: ApiClient
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-console-'))
  await mkdir(join(dir, 'assets'))
  for (const [name, text] of Object.entries({ 'index.html': index, 'assets/app-4f1d.js': script })) {
    await writeFile(join(dir, name), text)
    await writeFile(join(dir, `${name}.br`), brotliCompressSync(text))
    await writeFile(join(dir, `${name}.gz`), gzipSync(text))
  }
  await writeFile(join(dir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  patchbay = await startTestPatchbay({ consoleDir: dir })
  visitor = patchbay.visitor()
})
afterAll(async () => {
  await patchbay.stop()
  await rm(dir, { recursive: true, force: true })
})

const get = (path: string, encoding = 'identity') =>
  visitor.send('GET', path, { headers: { 'accept-encoding': encoding } })

/** By node:http, which does not unpack. */
function raw(path: string, encoding: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': encoding }
    const sent = request(patchbay.target + path, { headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the console', () => {
  it('is open to anyone: sign-in is a page of it', async () => {
    const { status, text, headers } = await get('/')
    expect({ status, text }).toEqual({ status: 200, text: index })
    expect(headers.get('content-type')).toMatch(/^text\/html/)
  })

  it.each(['/', '/index.html', '/connections', '/connections/conn_x?tab=events', '/setup'])(
    'answers %s with index.html, which no cache keeps unasked',
    async (path) => {
      const { status, text, headers } = await get(path)
      expect({ status, text }).toEqual({ status: 200, text: index })
      expect(headers.get('cache-control')).toBe('no-cache')
    },
  )

  it('has hashed files that caches keep for ever', async () => {
    const { text, headers } = await get('/assets/app-4f1d.js')
    expect(text).toBe(script)
    expect(headers.get('content-type')).toMatch(/javascript/)
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })

  it('has other files that are asked for again', async () => {
    const { headers } = await get('/favicon.svg')
    expect(headers.get('cache-control')).toBe('no-cache')
    const etag = headers.get('etag') ?? ''
    const again = await visitor.send('GET', '/favicon.svg', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it.each(['/assets/app-gone.js', '/assets/gone', '/assets/', '/gone.png', '/assets/..%2f..%2fpackage.json'])(
    'answers 404 to %s, which no cache keeps',
    async (path) => {
      const { status, text, headers } = await get(path)
      expect(status).toBe(404)
      expect(text).not.toContain('<title>Patchbay</title>')
      expect(headers.get('cache-control') ?? '').not.toContain('immutable')
    },
  )

  it('is only read: a POST to a page is none', async () => {
    expect((await visitor.send('POST', '/connections')).status).toBe(404)
  })

  it.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
  ])('is sent as %s where the browser takes it', async (expected, accepted, unpack) => {
    for (const [path, text] of [
      ['/assets/app-4f1d.js', script],
      ['/', index],
    ] as const) {
      const { encoding, body } = await raw(path, accepted)
      expect(encoding).toBe(expected)
      expect(unpack(body).toString()).toBe(text)
    }
  })

  it('is sent plain where the browser takes nothing else, and caches are told of the difference', async () => {
    const { encoding, body } = await raw('/assets/app-4f1d.js', 'identity')
    expect(encoding).toBeUndefined()
    expect(body.toString()).toBe(script)
    const { headers } = await get('/assets/app-4f1d.js', 'br')
    expect(headers.get('vary')).toMatch(/accept-encoding/i)
  })

  it('that is not built says how to build it', async () => {
    const empty = await startTestPatchbay({ consoleDir: join(dir, 'nowhere') })
    const { status, text } = await empty.visitor().send('GET', '/')
    await empty.stop()
    expect(status).toBe(503)
    expect(text).toContain('npm run build')
  })
})
