import { readdir } from 'node:fs/promises'
import { expect, onTestFinished, test } from 'vitest'
import { RecordStore } from './record-store.ts'
import { sealing, temporaryDir } from './test-sandbox.ts'

async function openStore(dir: string): Promise<RecordStore> {
  const onError = (error: unknown): void => expect.unreachable(String(error))
  const store = await RecordStore.open({ dir, context: 'test', ...sealing, onError })
  onTestFinished(() => store.close())
  return store
}

const later = Date.now() + 60_000

test('forgets expired records when it is opened', async () => {
  const dir = await temporaryDir()
  const store = await openStore(dir)
  await store.put({ model: 'AccessToken', id: 'old', payload: { grantId: 'g' }, expiresAt: Date.now() - 1 })
  await store.put({ model: 'AccessToken', id: 'new', payload: { grantId: 'g' }, expiresAt: later })
  await store.put({ model: 'Client', id: 'kept', payload: {}, expiresAt: null })
  const reopened = await openStore(dir)
  expect(reopened.get('AccessToken', 'old')).toBeUndefined()
  expect(reopened.findBy('AccessToken', 'grantId', 'g')).toHaveLength(1)
  expect(await readdir(dir)).toHaveLength(2)
})

test('does what is asked for at once in the order of asking', async () => {
  const dir = await temporaryDir()
  const store = await openStore(dir)
  const record = { model: 'Session', id: 'one', payload: { uid: 'u' }, expiresAt: later }
  await Promise.all([store.put(record), store.delete('Session', 'one'), store.put(record)])
  expect((await openStore(dir)).findBy('Session', 'uid', 'u')).toHaveLength(1)
  await Promise.all([store.put(record), store.delete('Session', 'one')])
  expect(await readdir(dir)).toEqual([])
})

test('finds by a value that a record no longer has no longer', async () => {
  const store = await openStore(await temporaryDir())
  const record = { model: 'Session', id: 'one', expiresAt: later }
  await store.put({ ...record, payload: { uid: 'before' } })
  await store.put({ ...record, payload: { uid: 'after' } })
  expect(store.findBy('Session', 'uid', 'before')).toEqual([])
  expect(store.findBy('Session', 'uid', 'after')).toEqual([{ uid: 'after' }])
  expect(store.findBy('Interaction', 'uid', 'after')).toEqual([])
})
