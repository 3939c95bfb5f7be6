import { listEvents } from '@patchbay/contracts/events'
import * as endpoints from '@patchbay/contracts/notifications'
import { revokeConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { type MailServer, startMailServer } from '../../testing/mail-server.ts'
import { type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let mail: MailServer
let odd: OddServer
let patchbay: TestPatchbay
let api: ApiClient
const smtpUrl = (password: string) => `smtp://mailer:${password}@127.0.0.1:${mail.port}`
beforeAll(async () => {
  mail = await startMailServer({ user: 'mailer', password: 'mail-4f1d' })
  odd = await startOddServer()
  const env = { PATCHBAY_SMTP_URL: smtpUrl('mail-4f1d'), PATCHBAY_MAIL_FROM: 'patchbay@example.com' }
  patchbay = await startTestPatchbay({ env })
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), mail.stop(), odd.stop()]))

const emailRecipients = ['ops@example.com', 'erp@example.com']

describe('notifications', () => {
  it('require sign-in', async () => {
    expect(await patchbay.visitor().refused(endpoints.getNotifications)).toMatchObject({ status: 401 })
  })

  it('go to nobody until somebody is named', async () => {
    expect(await api.ok(endpoints.getNotifications)).toEqual({
      version: 0,
      emailRecipients: [],
      eventTypes: ['connection.offline', 'connection.online'],
      sender: 'patchbay@example.com',
      lastFailure: null,
    })
    expect(await api.ok(endpoints.testNotifications)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/no recipients yet/),
    })
  })

  it('are saved, each recipient once, and not over the change of somebody else', async () => {
    const body = { version: 0, emailRecipients: [...emailRecipients, 'OPS@example.com'] }
    const saved = await api.ok(endpoints.updateNotifications, { body })
    expect(saved.emailRecipients).toEqual(['OPS@example.com', 'erp@example.com'])
    expect(await api.refused(endpoints.updateNotifications, { body })).toMatchObject({
      code: 'stale_version',
    })
    await api.ok(endpoints.updateNotifications, { body: { emailRecipients } })
    expect((await api.ok(endpoints.getNotifications)).emailRecipients).toEqual(emailRecipients)
    const { items } = await api.ok(listEvents, { query: { limit: 1 } })
    expect(items).toMatchObject([{ action: 'notifications.updated', result: 'success' }])
  })

  it.each([
    [{ emailRecipients: ['nobody'] }, 'emailRecipients.0', /name@example.com/],
    [{ emailRecipients: ['a@b.example\r\nBcc: c@d.example'] }, 'emailRecipients.0', /name@example.com/],
    [
      { emailRecipients: Array.from({ length: 51 }, (_, at) => `a${at}@b.example`) },
      'emailRecipients',
      /at most 50/,
    ],
    [{ emailRecipients, eventTypes: [] }, 'eventTypes', /at least one/],
  ])('are refused by name: %j', async (body, path, says) => {
    const { problem } = await api.refused(endpoints.updateNotifications, { body })
    expect(problem.errors).toEqual([{ path, message: expect.stringMatching(says) }])
  })

  it('can be tested: what the mail server said is told', async () => {
    expect(await api.ok(endpoints.testNotifications)).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/took it for ops@example.com, erp@example.com. It said: 250/),
    })
    expect(mail.received.at(-1)).toMatchObject({ to: emailRecipients, subject: 'Patchbay can send you mail' })
    mail.unknown.add('erp@example.com')
    expect(await api.ok(endpoints.testNotifications)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/refused erp@example.com. .* took it for ops@example.com/),
    })
    mail.refuse(554)
    expect(await api.ok(endpoints.testNotifications)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/refused the mail. It said: 554/),
    })
    mail.refuse(null)
    mail.unknown.clear()
  })

  it('are mailed some twenty seconds after a connection goes offline', async () => {
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    const before = mail.received.length
    await api.ok(revokeConnection, { params: { id: connection.id } })
    await vi.waitFor(() => expect(mail.received.length).toBe(before + 1), { timeout: 25_000, interval: 200 })
    expect(mail.received.at(-1)).toMatchObject({ subject: `${connection.name} needs a new sign-in` })
    expect(mail.received.at(-1)?.body).toContain(`${patchbay.url}/connections/${connection.id}`)
    expect(patchbay.log.text()).not.toContain('mail-4f1d')
  }, 40_000)

  it('say what is wrong where the mail server refuses the password or is not there', async () => {
    await patchbay.restart({ PATCHBAY_SMTP_URL: smtpUrl('wrong-4f1d') })
    const wrong = await (await patchbay.signedIn()).ok(endpoints.testNotifications)
    expect(wrong).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/refused the user name or the password/),
    })
    await patchbay.restart({ PATCHBAY_SMTP_URL: 'smtp://127.0.0.1:9' })
    const away = await (await patchbay.signedIn()).ok(endpoints.testNotifications)
    expect(away).toMatchObject({ ok: false, detail: expect.stringMatching(/could not be reached/) })
    expect(patchbay.log.text()).not.toContain('wrong-4f1d')
  })

  it('say which variables to set where no mail server is configured', async () => {
    const without = await startTestPatchbay()
    const client = await without.signedIn()
    expect((await client.ok(endpoints.getNotifications)).sender).toBeNull()
    expect(await client.ok(endpoints.testNotifications)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/Set PATCHBAY_SMTP_URL and PATCHBAY_MAIL_FROM/),
    })
    await without.stop()
  })
})
