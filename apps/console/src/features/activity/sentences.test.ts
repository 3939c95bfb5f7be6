import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connectionEventTypes } from '@patchbay/contracts/connection-events'
import type { AuditEventReply } from '@patchbay/contracts/events'
import { expect, it } from 'vitest'
import { plainSentence, sentenceOf } from './sentences.ts'

const root = join(import.meta.dirname, '../../../../..')

/** Every action that an endpoint decides on or that is noted anywhere on the server. */
async function allActions(): Promise<string[]> {
  const found = new Set<string>(connectionEventTypes)
  for await (const file of glob('{packages/contracts,apps/bff}/src/**/*.ts', { cwd: root })) {
    if (/\.test\.ts$|\/suite\/|\/testing\//.test(file)) continue
    const text = await readFile(join(root, file), 'utf8')
    for (const [decision] of text.matchAll(/\baction: .*/g)) {
      for (const [, action = ''] of decision.matchAll(/'([a-z_]+\.[a-z_]+)'/g)) found.add(action)
    }
  }
  return [...found]
}

it('there is a sentence for every action there is, for its success and its failure', async () => {
  const actions = await allActions()
  expect(actions.length).toBeGreaterThan(40)
  expect(actions).toEqual(expect.arrayContaining(['webhook.switched_off', 'user.disabled', 'user.enabled']))
  expect(actions.filter((action) => sentenceOf(action) === null)).toEqual([])
})

const event = (members: Partial<AuditEventReply>) =>
  plainSentence({
    action: 'connection.authorized',
    result: 'success',
    actorName: 'Ada',
    actorKind: 'user',
    target: { collection: 'connections', id: 'conn_1', name: 'lexbizz production' },
    ...members,
  })

it('says who did what to what', () => {
  expect(event({})).toBe('Ada authorized lexbizz production')
  expect(event({ result: 'failure' })).toBe('Ada could not authorize lexbizz production')
  expect(event({ actorKind: 'key', actorName: 'ERP' })).toBe('The API key ERP authorized lexbizz production')
  expect(event({ actorKind: 'link', actorName: null })).toBe(
    'Somebody with a sign-in link authorized lexbizz production',
  )
  expect(event({ action: 'data.rekeyed', actorKind: 'operator', actorName: 'root', target: null })).toBe(
    'The operator root sealed all secrets anew',
  )
  const mira = { collection: 'users', id: 'usr_1', name: 'Mira' }
  expect(event({ action: 'user.link_used', actorKind: 'visitor', actorName: null, target: mira })).toBe(
    'Mira signed in by a one-time link',
  )
  expect(event({ action: 'connection.offline', actorKind: 'patchbay', actorName: null })).toBe(
    'lexbizz production went offline',
  )
})

it('has words where a name is missing', () => {
  expect(
    event({
      action: 'session.signed_in',
      result: 'failure',
      actorName: null,
      actorKind: 'visitor',
      target: null,
    }),
  ).toBe('Somebody who was not signed in could not sign in')
  expect(event({ action: 'connection.created', result: 'failure', target: null })).toBe(
    'Ada could not create the connection',
  )
  expect(event({ actorName: null, actorKind: null })).toBe('Somebody authorized lexbizz production')
})

it('has words for what a newer server tells', () => {
  expect(event({ action: 'ship.has_sailed' })).toBe('Ada: has sailed')
  expect(event({ action: 'ship.has_sailed', result: 'failure' })).toBe('Ada: has sailed, refused')
})
