/** Run as a process of its own: writes without end, telling of each write when it begins and when it was acknowledged. */
import { createHmac } from 'node:crypto'
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import type { Collection, HeadSigner, StoredRecord } from '../store.ts'
import { auditEvent } from '../suite/audit-event.ts'
import { openJsonStore } from './json-store.ts'

export interface CrashRecord extends StoredRecord {
  readonly name: string
  readonly value: number
}

export const crashRecords = {
  name: 'crash-records',
  unique: ['name'],
  searchable: [],
  filterable: [],
  sortable: ['name'],
} as const

/** What a record will be, or null for none: one line of the report. */
export interface Report {
  readonly kind: 'begun' | 'done' | 'audited'
  readonly id: string
  readonly becomes: { readonly version: number; readonly value: number } | null
}

const mac = (data: string) => createHmac('sha256', 'a key of the test').update(data).digest('base64url')
export const crashSigner: HeadSigner = { mac, verify: (data, given) => mac(data) === given }

const writersAtOnce = 12

async function main(dir: string): Promise<void> {
  const log = { warn: () => {}, error: () => {} }
  const store = await openJsonStore({ dir, log })
  await store.audit.signHead(crashSigner)
  const records = store.collection<CrashRecord>(crashRecords)
  writeSync(1, 'ready\n')
  // A killed process would not save it at its end.
  flushCompileCache()
  await Promise.all(Array.from({ length: writersAtOnce }, (_, writer) => writeForEver(`rec_${writer}`)))

  async function writeForEver(id: string): Promise<void> {
    for (let step = 0; ; step++) {
      const becomes = await writeOnce(records, id)
      const event = `evt_${process.pid}_${id}_${step}`
      await store.audit.append(auditEvent({ id: event }))
      report({ kind: 'audited', id: event, becomes })
    }
  }
}

async function writeOnce(records: Collection<CrashRecord>, id: string): Promise<Report['becomes']> {
  const current = await records.get(id)
  const value = Math.random()
  const isLast = current !== null && value < 0.3
  const becomes = isLast ? null : { version: (current?.version ?? 0) + 1, value }
  report({ kind: 'begun', id, becomes })
  if (current === null) await records.insert({ id, name: id, value })
  else if (!isLast) await records.update({ ...current, value })
  else if (value < 0.15) await records.delete(id, current.version)
  else await records.take(id)
  report({ kind: 'done', id, becomes })
  return becomes
}

/** Straight to the pipe, so that nothing acknowledged is lost in a buffer of this process. */
function report(line: Report): void {
  writeSync(1, `${JSON.stringify(line)}\n`)
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? '')
