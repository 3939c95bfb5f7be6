import { createHash } from 'node:crypto'
import type { ConnectionRecord } from '../../records/connection.ts'

/** A hash, so that a copy of the data holds no state that could be used. */
export function stateRecordId(state: string): string {
  return `st_${createHash('sha256').update(state).digest('base64url')}`
}

/** What an authorization is for. Where it changed in between, the answer would belong to something else. */
export function basisOf(connection: ConnectionRecord, clientId: string): string {
  const { application, settings, scopes, iClientId } = connection
  const sorted = Object.keys(settings)
    .toSorted((left, right) => (left < right ? -1 : 1))
    .map((name) => [name, settings[name]])
  return JSON.stringify([application, sorted, scopes, iClientId, clientId])
}

/** The client that an authorization was started as. */
export function clientIdIn(basis: string): string {
  const [, , , , clientId = ''] = JSON.parse(basis) as string[]
  return clientId
}
