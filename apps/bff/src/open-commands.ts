import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { backupActions } from './control/backup-actions.ts'
import { type Control, openControl } from './control/control-server.ts'
import { rekeyAction } from './control/rekey-action.ts'
import type { Keys } from './open-keys.ts'
import type { Records } from './records/records.ts'
import { resealStopped, type RunningSandbox } from './sandbox.ts'
import { foreseen } from './start-failure.ts'
import type { Store } from './stores/store.ts'
import type { Vault } from './vault/vault.ts'

interface CommandDeps {
  readonly store: Store
  readonly log: Logger
  readonly records: Records
  readonly vault: Vault
  readonly keys: Keys
  readonly sandbox: RunningSandbox | null
}

/** What commands of this machine may ask. Without it Patchbay serves all the same: null, and the log says why. */
export async function openCommands(
  { dataDir }: Pick<Config, 'dataDir'>,
  { sandbox, ...deps }: CommandDeps,
): Promise<Control | null> {
  const resealSandbox = () => (sandbox === null ? resealStopped(deps, dataDir) : sandbox.reseal())
  const actions = {
    ...backupActions(dataDir, deps),
    rekey: rekeyAction({ ...deps, resealSandbox }),
  }
  try {
    return await openControl(dataDir, { actions, explain: foreseen, log: deps.log })
  } catch (error) {
    deps.log.error({ err: error }, 'commands such as backup cannot reach this process')
    return null
  }
}
