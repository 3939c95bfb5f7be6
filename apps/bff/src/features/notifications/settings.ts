import { connectionEventTypes } from '@patchbay/contracts/connection-events'
import type { updateNotifications } from '@patchbay/contracts/notifications'
import type { BodyOf } from '@patchbay/contracts/endpoint'
import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { type NotificationSettingsRecord, notificationSettingsId as id } from '../../records/notification.ts'

type SettingsDeps = Pick<Deps, 'records' | 'store'>

const unsaved: NotificationSettingsRecord = {
  id,
  version: 0,
  emailRecipients: [],
  eventTypes: connectionEventTypes,
  updatedAt: new Date(0).toISOString(),
}

export async function readSettings({ records }: Pick<Deps, 'records'>): Promise<NotificationSettingsRecord> {
  return (await records.notificationSettings.get(id)) ?? unsaved
}

/** One address whatever its case is one recipient. */
function distinct(recipients: readonly string[]): string[] {
  return [...new Map(recipients.map((each) => [each.toLowerCase(), each])).values()]
}

/** @throws HttpProblem `stale_version` */
export function saveSettings(
  deps: SettingsDeps,
  { version, emailRecipients, eventTypes }: BodyOf<typeof updateNotifications>,
): Promise<NotificationSettingsRecord> {
  return deps.store.withLock(id, async () => {
    const before = await readSettings(deps)
    if (version !== undefined && version !== before.version) {
      throw new HttpProblem(
        'stale_version',
        'Someone changed the recipients since you opened them. Load the page again and repeat your change.',
      )
    }
    const settings = {
      emailRecipients: distinct(emailRecipients),
      eventTypes: [...new Set(eventTypes)],
      updatedAt: new Date().toISOString(),
    }
    return before.version === 0
      ? deps.records.notificationSettings.insert({ id, ...settings })
      : deps.records.notificationSettings.update({ ...before, ...settings })
  })
}
