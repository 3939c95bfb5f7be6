import type { StoredRecord } from '../store.ts'
import type { LargeSecrets } from './large-secrets.ts'
import { isRecordId } from './record-id.ts'

export type ParsedRecord = { readonly record: StoredRecord } | { readonly reason: string }

/** Indented, so that an admin can read and compare the files. */
export function writeRecord(record: StoredRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/**
 * The record of a file, or why there is none in it.
 *
 * @param id what the file's name says
 * @param secrets where large ones may stay in their files
 */
export function parseRecord(text: string, id: string, secrets?: LargeSecrets): ParsedRecord {
  if (text.trim() === '') return { reason: 'the file is empty' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { reason: 'it is not valid JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { reason: 'it is no record' }
  if (!('id' in value) || !isRecordId(value.id)) return { reason: 'it has no valid id' }
  if (value.id !== id) return { reason: 'its id is not the name of the file' }
  if (!('version' in value) || !isVersion(value.version)) return { reason: 'it has no valid version' }
  freezeMembers(value)
  const record = value as StoredRecord
  return { record: Object.freeze(secrets?.leave(record) ?? record) }
}

/** What a record will be when it is read again: a copy without undefined members, frozen. */
export function frozenCopy<R extends StoredRecord>(record: R): R {
  return deepFreeze(JSON.parse(JSON.stringify(record)) as R)
}

function isVersion(version: unknown): boolean {
  return Number.isSafeInteger(version) && (version as number) >= 1
}

function deepFreeze<T extends object>(value: T): T {
  freezeMembers(value)
  return Object.freeze(value)
}

function freezeMembers(value: object): void {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null) deepFreeze(member)
  }
}
