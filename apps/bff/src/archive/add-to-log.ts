import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Happening, writeAudit } from '../http/audit.ts'
import { AuditFile, headFileOf } from '../stores/json/audit-file.ts'
import { Gate } from '../stores/json/gate.ts'
import { auditFile } from './data-files.ts'

/**
 * Adds a line to the audit log of a folder that nobody serves. It needs no key: the next start signs how far the log
 * goes. A line that cannot be written is an error in what the command prints, and no failure of what it did.
 */
export async function addToLog(root: string, operator: string, happening: Happening): Promise<void> {
  const log = pino({ level: 'warn' }, pino.destination(2))
  try {
    const file = join(root, auditFile)
    const isUnsigned = !existsSync(headFileOf(file))
    const audit = await AuditFile.open(file, { gate: new Gate(), log, isUnsigned })
    await writeAudit({ store: { audit }, log }, { request: null, caller: null, operator }, happening)
    await audit.close()
  } catch (error) {
    log.error({ err: error, happening }, 'audit line not written')
  }
}
