import { ownErrorHeader } from '@patchbay/contracts/proxy'
import type { HttpProblem } from './http-problem.ts'
import { fixedHeaders } from './security-headers.ts'

const standing = Object.entries(fixedHeaders(false)).map(([name, value]) => `${name}: ${value}`)

/** A problem as the bytes of an answer, for where there is nothing that would write one; the connection ends with it. */
export function rawProblem(problem: HttpProblem): string {
  const body = JSON.stringify(problem)
  const lines = [
    `HTTP/1.1 ${problem.status} ${problem.toJSON().title}`,
    ...standing,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `${ownErrorHeader}: 1`,
    'Connection: close',
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}
