import { adminPassword } from './patchbay.ts'
import type { RunningProcess } from './processes.ts'

const calls = 200

export type Send = (path: string, init?: RequestInit) => Promise<Response>

/** Calls as the console of an admin makes them. */
export async function signIn({ url }: RunningProcess): Promise<Send> {
  const origin = url.replace('127.0.0.1', 'localhost')
  const headers = { 'content-type': 'application/json', origin }
  const body = JSON.stringify({ password: adminPassword })
  const answer = await fetch(`${url}/api/session`, { method: 'POST', headers, body })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return (path, init = {}) => fetch(url + path, { ...init, headers: { ...headers, cookie } })
}

/** Of calls one after the other, in milliseconds. */
export async function p95(call: (index: number) => Promise<Response>): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < calls; index += 1) {
    const startedAt = performance.now()
    const answer = await call(index)
    await answer.arrayBuffer()
    if (!answer.ok) throw new TypeError(`${answer.url} answered ${answer.status}`)
    times.push(performance.now() - startedAt)
  }
  return times.toSorted((a, b) => a - b)[Math.floor(calls * 0.95)] ?? Number.NaN
}
