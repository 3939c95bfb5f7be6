import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectionEventTypes } from '@patchbay/contracts/connection-events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLogger } from '../../logger.ts'
import { createMailer } from '../../outbound/mailer.ts'
import { publicUrls } from '../../public-urls.ts'
import { ChangeFeed } from '../../records/change-feed.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { openRecords } from '../../records/records.ts'
import type { SessionRecord } from '../../records/session.ts'
import { openJsonStore } from '../../stores/json/json-store.ts'
import { eventually } from '../../testing/eventually.ts'
import { logLines } from '../../testing/log-lines.ts'
import { type MailServer, startMailServer } from '../../testing/mail-server.ts'
import { MailNotices } from './mail-notices.ts'
import { saveSettings } from './settings.ts'

let dir: string
let mail: MailServer
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-mail-'))
  mail = await startMailServer()
})
const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
  await mail.stop()
  await rm(dir, { recursive: true, force: true })
})

const recipients = ['ops@example.com', 'erp@example.com']
const quickly = { gatherMs: 150, pausesMs: [100, 100] }

/** What a Patchbay has that sends mails, over a store of its own; `stop` ends it as a stop does. */
async function running(options: object = quickly, port = mail.port) {
  const log = createLogger('error', logLines())
  const store = await openJsonStore({ dir, log })
  const changes = {
    connections: new ChangeFeed<ConnectionRecord>(log),
    sessions: new ChangeFeed<SessionRecord>(log),
  }
  const records = openRecords(store, changes)
  const deps = { store, changes, records, log, publicUrls: publicUrls([], 4600) }
  const stopping = new AbortController()
  const from = 'Patchbay <patchbay@example.com>'
  const mailer = createMailer({ host: '127.0.0.1', port, isTls: false, auth: null, from })
  const notices = new MailNotices(deps, mailer, { ...options, stopping: stopping.signal })
  let isStopped = false
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    stopping.abort()
    mailer.close()
    await store.close()
  }
  cleanups.push(stop)
  const save = (members: object = {}) =>
    saveSettings(deps, { emailRecipients: recipients, eventTypes: [...connectionEventTypes], ...members })
  return { store, records, notices, stop, save }
}

type Running = Awaited<ReturnType<typeof running>>

async function connectionOf({ records }: Running, name: string) {
  const { id } = await records.connections.insert({
    id: `conn_${name.replaceAll(/\W/g, '')}`,
    name,
    application: 'lexbizz',
    status: 'online',
    statusReason: null,
  } as unknown as ConnectionRecord)
  return id
}

function become({ records }: Running, id: string, status: 'online' | 'offline') {
  const statusReason = status === 'offline' ? 'The application ended the access.' : null
  return modify<ConnectionRecord>(records.connections, id, (now) => ({ ...now, status, statusReason }))
}

describe('mails', () => {
  it('go to all recipients, from the sender, in plain text', async () => {
    const patchbay = await running()
    await patchbay.save()
    await become(patchbay, await connectionOf(patchbay, 'Müller – Produktion 🏪'), 'offline')
    await eventually(() => expect(mail.received).toHaveLength(1))
    const [got] = mail.received
    expect(got).toMatchObject({ from: 'patchbay@example.com', to: recipients })
    expect(got?.subject).toBe('Müller – Produktion 🏪 needs a new sign-in')
    expect(got?.headers).toMatch(/^Content-Type: text\/plain; charset=utf-8/m)
    expect(got?.body).toContain('http://localhost:4600/connections/conn_MllerProduktion')
    await eventually(async () => {
      const { items } = await patchbay.store.audit.list({ limit: 1 })
      expect(items).toMatchObject([{ action: 'notifications.mailed', result: 'success' }])
    })
  })

  it('let no name begin a header', async () => {
    const patchbay = await running()
    await patchbay.save()
    const name = 'x\r\nBcc: victim@example.com\r\n\r\nbody'
    await become(patchbay, await connectionOf(patchbay, name), 'offline')
    await eventually(() => expect(mail.received).toHaveLength(1))
    expect(mail.received[0]?.headers).not.toMatch(/^Bcc:/im)
    expect(mail.received[0]?.to).toEqual(recipients)
    expect(mail.received[0]?.subject).toBe('x Bcc: victim@example.com body needs a new sign-in')
  })

  it('of a burst are one, in which each connection is once, as it is then', async () => {
    const patchbay = await running({ ...quickly, gatherMs: 3_000 })
    await patchbay.save()
    const ids = await Promise.all(
      Array.from({ length: 60 }, (_, number) => connectionOf(patchbay, `burst ${number}`)),
    )
    await Promise.all(ids.map((id) => become(patchbay, id, 'offline')))
    await become(patchbay, ids[0] ?? '', 'online')
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), { timeout: 15_000 })
    expect(mail.received[0]?.subject).toBe('59 connections need a new sign-in, 1 connection is online again')
    await become(patchbay, ids[1] ?? '', 'online')
    await vi.waitFor(() => expect(mail.received).toHaveLength(2), { timeout: 15_000 })
    expect(mail.received[1]?.subject).toBe('burst 1 is online again')
  }, 40_000)

  it('are of what was asked for, and none where nobody is named', async () => {
    const patchbay = await running()
    const [silent, loud] = [await connectionOf(patchbay, 'silent'), await connectionOf(patchbay, 'loud')]
    await become(patchbay, silent, 'offline')
    await patchbay.save({ eventTypes: ['connection.online'] })
    await become(patchbay, loud, 'offline')
    await become(patchbay, loud, 'online')
    await eventually(() => expect(mail.received).toHaveLength(1))
    expect(mail.received[0]?.subject).toBe('loud is online again')
  })

  it('that the server does not take for now are tried again', async () => {
    const patchbay = await running()
    await patchbay.save()
    mail.refuse(451)
    await become(patchbay, await connectionOf(patchbay, 'delayed'), 'offline')
    await eventually(() => expect(patchbay.notices.lastFailure?.detail).toMatch(/for now.*451 not now/))
    mail.refuse(null)
    await eventually(() => expect(mail.received).toHaveLength(1))
    await eventually(() => expect(patchbay.notices.lastFailure).toBeNull())
  })

  it('that it refuses are given up, which the audit log says', async () => {
    const patchbay = await running()
    await patchbay.save()
    mail.refuse(554)
    await become(patchbay, await connectionOf(patchbay, 'refused'), 'offline')
    await eventually(async () => {
      const { items } = await patchbay.store.audit.list({ limit: 1 })
      expect(items).toMatchObject([
        { action: 'notifications.mailed', result: 'failure', code: 'mail_failed' },
      ])
    })
    mail.refuse(null)
    await become(patchbay, await connectionOf(patchbay, 'next'), 'offline')
    await eventually(() => expect(mail.received).toHaveLength(1))
    expect(mail.received[0]?.subject).toBe('next needs a new sign-in')
  })

  it('that could not be sent before a stop are sent after the next start', async () => {
    const { port } = mail
    await mail.stop()
    const before = await running({ gatherMs: 50, pausesMs: [60_000] }, port)
    await before.save()
    await become(before, await connectionOf(before, 'survives'), 'offline')
    await eventually(() => expect(before.notices.lastFailure?.detail).toMatch(/could not be reached/))
    await before.stop()
    mail = await startMailServer({ port })
    await running(quickly, port)
    await eventually(() => expect(mail.received).toHaveLength(1))
    expect(mail.received[0]?.subject).toBe('survives needs a new sign-in')
  })
})
