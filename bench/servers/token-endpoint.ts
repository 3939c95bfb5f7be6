import { text as readText } from 'node:stream/consumers'
import { tokenCredentials } from '../material.ts'
import { serve } from './serve.ts'

// Takes each refresh token once, and counts. As quick as can be, since the storm is to press Patchbay and not this.

const delayMs = 20
const used = new Set<string>()
const counts = { refreshes: 0, reuses: 0, mostAtOnce: 0 }
let atOnce = 0

serve((request, response) => {
  if (request.url === '/counts') {
    response.end(JSON.stringify(counts))
    return
  }
  atOnce += 1
  counts.mostAtOnce = Math.max(counts.mostAtOnce, atOnce)
  void readText(request).then((body) => {
    const refreshToken = new URLSearchParams(body).get('refresh_token') ?? ''
    const isReused = used.has(refreshToken)
    used.add(refreshToken)
    counts[isReused ? 'reuses' : 'refreshes'] += 1
    const { accessToken } = tokenCredentials()
    const answer = isReused
      ? { error: 'invalid_grant' }
      : {
          access_token: accessToken,
          token_type: 'Bearer',
          expires_in: 3600,
          refresh_token: `${refreshToken}+`,
        }
    setTimeout(() => {
      atOnce -= 1
      response.writeHead(isReused ? 400 : 200, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify(answer))
    }, delayMs)
  })
})
