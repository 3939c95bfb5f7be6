import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto'
import { keys, tokenCredentials } from '../material.ts'
import { serve } from './serve.ts'

// The token call's real work with nothing around it: bearer -> SHA-256 -> Map, AES-256-GCM opening of 2 KB, JSON out.

const sealingKey = randomBytes(32)
const expiresAt = new Date(Date.now() + 3_600_000).toISOString()

function sealed() {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
  const content = Buffer.concat([cipher.update(JSON.stringify(tokenCredentials()), 'utf8'), cipher.final()])
  return { nonce, content, tag: cipher.getAuthTag() }
}

const callers = new Map(keys.map((key) => [hash('sha256', key), sealed()]))

serve((request, response) => {
  const found = callers.get(hash('sha256', (request.headers.authorization ?? '').slice('Bearer '.length)))
  if (found === undefined) {
    response.writeHead(401).end()
    return
  }
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, found.nonce)
  decipher.setAuthTag(found.tag)
  const text = decipher.update(found.content, undefined, 'utf8') + decipher.final('utf8')
  const { accessToken, tokenType } = JSON.parse(text) as ReturnType<typeof tokenCredentials>
  const body = JSON.stringify({ accessToken, tokenType, expiresAt, facts: {} })
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) })
  response.end(body)
})
