import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { type Control, openControl } from './control/control-server.ts'
import { snapshotAction } from './control/snapshot-action.ts'
import { foreseen } from './start-failure.ts'
import type { Store } from './stores/store.ts'

interface CommandDeps {
  readonly store: Store
  readonly log: Logger
}

/** What commands of this machine may ask. Without it Patchbay serves all the same: null, and the log says why. */
export async function openCommands(
  { dataDir }: Pick<Config, 'dataDir'>,
  { store, log }: CommandDeps,
): Promise<Control | null> {
  const actions = { snapshot: snapshotAction(dataDir, store) }
  try {
    return await openControl(dataDir, { actions, explain: foreseen, log })
  } catch (error) {
    log.error({ err: error }, 'commands such as backup cannot reach this process')
    return null
  }
}
