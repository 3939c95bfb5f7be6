import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../http/audit.ts'
import { newId } from '../../new-id.ts'
import { MailError } from '../../outbound/mail-error.ts'
import type { Mailer } from '../../outbound/mailer.ts'
import { type ConnectionEvent, connectionEventOf } from '../../records/connection-event.ts'
import type { NoticeRecord } from '../../records/notification.ts'
import { composeMail } from './compose-mail.ts'
import { readSettings } from './settings.ts'

type NoticeDeps = Pick<Deps, 'records' | 'changes' | 'store' | 'log' | 'publicUrls'>

export interface NoticeOptions {
  /** Aborted when Patchbay stops; what is not sent by then is sent after the next start. */
  readonly stopping: AbortSignal
  /** What happens within it goes out as one mail. */
  readonly gatherMs?: number
  /** Between tries where the mail server cannot take it for now. */
  readonly pausesMs?: readonly number[]
}

const minute = 60_000
const keptMs = 24 * 60 * minute
const pageSize = 500

/** Tells the recipients by mail which connections went offline or came back. Each notice is kept until it was sent. */
export class MailNotices {
  readonly #deps: NoticeDeps
  readonly #mailer: Mailer
  readonly #gatherMs: number
  readonly #pausesMs: readonly number[]
  readonly #stopping: AbortSignal
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  lastFailure: { readonly at: string; readonly detail: string } | null = null

  constructor(deps: NoticeDeps, mailer: Mailer, options: NoticeOptions) {
    this.#deps = deps
    this.#mailer = mailer
    this.#gatherMs = options.gatherMs ?? 20_000
    this.#pausesMs = options.pausesMs ?? [1, 5, 15, 30, 60, 60, 60].map((each) => each * minute)
    this.#stopping = options.stopping
    options.stopping.addEventListener('abort', () => clearTimeout(this.#timer), { once: true })
    deps.changes.connections.listen((change) => {
      const event = connectionEventOf(change)
      if (event === null) return
      this.#note(event).catch((error: unknown) =>
        deps.log.error({ err: error, connection: change.id }, 'a change will not be mailed'),
      )
    })
    this.#sendWhatIsLeft().catch((error: unknown) => deps.log.error({ err: error }, 'mails not resumed'))
  }

  async #note({ type, connection }: ConnectionEvent): Promise<void> {
    const { emailRecipients, eventTypes } = await readSettings(this.#deps)
    if (emailRecipients.length === 0 || !eventTypes.includes(type)) return
    const now = Date.now()
    const { id: connectionId, name, application, statusReason } = connection
    const about = { type, connectionId, name, application, statusReason }
    const times = { at: new Date(now).toISOString(), expiresAt: new Date(now + keptMs).toISOString() }
    await this.#deps.records.notices.insert({ id: newId('ntc'), ...about, ...times })
    this.#sendIn(this.#gatherMs)
  }

  /** One timer for all: what comes meanwhile goes with it. */
  #sendIn(ms: number): void {
    if (this.#timer !== undefined || this.#stopping.aborted) return
    this.#timer = setTimeout(
      () => void this.#sendAll().catch((error: unknown) => this.#report(error)),
      ms,
    ).unref()
  }

  async #sendAll(): Promise<void> {
    const waiting = await this.#waiting()
    const { emailRecipients: to } = await readSettings(this.#deps)
    // Of each connection only what holds now.
    const notices = [...new Map(waiting.map((each) => [each.connectionId, each])).values()]
    if (notices.length > 0 && to.length > 0) {
      const { rejected } = await this.#mailer.send({
        to,
        ...composeMail(notices, this.#deps.publicUrls.main),
      })
      if (rejected.length > 0)
        this.#deps.log.warn({ recipients: rejected.length }, 'recipients refused a mail')
      await this.#audit(null)
    }
    await this.#forget(waiting)
    this.#failures = 0
    this.lastFailure = null
    this.#timer = undefined
    await this.#sendWhatIsLeft()
  }

  /** By an earlier run, or since the mail under way was written. */
  async #sendWhatIsLeft(): Promise<void> {
    if ((await this.#waiting()).length > 0) this.#sendIn(this.#gatherMs)
  }

  async #waiting(): Promise<NoticeRecord[]> {
    const found: NoticeRecord[] = []
    const sort = { by: 'at', direction: 'asc' } as const
    for (let after: { after?: string } | null = {}; after !== null;) {
      const page = await this.#deps.records.notices.list({ sort, ...after, limit: pageSize })
      found.push(...page.items)
      after = page.next === null ? null : { after: page.next }
    }
    return found
  }

  async #forget(notices: readonly NoticeRecord[]): Promise<void> {
    await Promise.all(notices.map(({ id }) => this.#deps.records.notices.take(id)))
  }

  /** Tried again while it may pass; then given up, which the audit log says. */
  async #report(error: unknown): Promise<void> {
    this.#timer = undefined
    if (this.#stopping.aborted) return
    this.#deps.log.error({ err: error }, 'a mail could not be sent')
    if (!(error instanceof MailError)) return
    this.lastFailure = { at: new Date().toISOString(), detail: error.message }
    const pause = error.isPassing ? this.#pausesMs[this.#failures] : undefined
    this.#failures += 1
    if (pause !== undefined) return this.#sendIn(pause)
    this.#failures = 0
    await this.#audit(error.code)
    await this.#forget(await this.#waiting())
  }

  #audit(code: string | null): Promise<void> {
    const happening = { action: 'notifications.mailed', code, target: null }
    return writeAudit(this.#deps, { request: null, caller: null }, happening)
  }
}
