import * as endpoints from '@patchbay/contracts/notifications'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { MailError } from '../../outbound/mail-error.ts'
import type { NotificationSettingsRecord } from '../../records/notification.ts'
import { composeTestMail } from './compose-mail.ts'
import { MailNotices } from './mail-notices.ts'
import { readSettings, saveSettings } from './settings.ts'

const unconfigured =
  'No SMTP server is configured. Set PATCHBAY_SMTP_URL and PATCHBAY_MAIL_FROM, then start Patchbay again.'
const nobody = 'There are no recipients yet. Add one, save, and try again.'

async function sendTest(deps: Deps): Promise<{ ok: boolean; detail: string }> {
  const { mailer, publicUrls } = deps
  if (mailer === null) return { ok: false, detail: unconfigured }
  const { emailRecipients: to } = await readSettings(deps)
  if (to.length === 0) return { ok: false, detail: nobody }
  try {
    const { accepted, rejected, response } = await mailer.send({ to, ...composeTestMail(publicUrls.main) })
    const taken = `The mail server took it for ${accepted.join(', ')}. It said: ${response}`
    if (rejected.length === 0) return { ok: true, detail: taken }
    return { ok: false, detail: `The mail server refused ${rejected.join(', ')}. ${taken}` }
  } catch (error) {
    if (error instanceof MailError) return { ok: false, detail: error.message }
    throw error
  }
}

export function notificationRoutes(bind: Bind, deps: Deps, stopping: AbortSignal): void {
  const { mailer } = deps
  const notices = mailer === null ? null : new MailNotices(deps, mailer, { stopping })
  const present = ({ version, emailRecipients, eventTypes }: NotificationSettingsRecord) => ({
    version,
    emailRecipients: [...emailRecipients],
    eventTypes: [...eventTypes],
    sender: mailer?.from ?? null,
    lastFailure: notices?.lastFailure ?? null,
  })

  bind(endpoints.getNotifications, async () => present(await readSettings(deps)))
  bind(endpoints.updateNotifications, async ({ body, changed }) => {
    const before = present(await readSettings(deps))
    const after = present(await saveSettings(deps, body))
    changed(before, after, ['emailRecipients'])
    return after
  })
  bind(endpoints.testNotifications, () => sendTest(deps))
}
