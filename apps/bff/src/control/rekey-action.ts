import { rekey, type RekeyDeps } from '../rekey/rekey.ts'
import type { ControlAction } from './control-server.ts'

/** Seals everything anew in the process that serves; a command that leaves ends it. */
export function rekeyAction(deps: RekeyDeps): ControlAction {
  return (input, tell, left) => {
    const { newKey, operator } = input as { readonly newKey?: boolean; readonly operator: string }
    return rekey(deps, { newKey: newKey === true, operator, tell, left })
  }
}
