import { StoreError } from '../store.ts'

const fullCodes = new Set(['ENOSPC', 'EDQUOT'])

/** What the file system said, as what the store says. `what` completes "could not be …". */
export function storageError(cause: unknown, what: string): StoreError {
  if (cause instanceof StoreError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
  if (fullCodes.has(code))
    return new StoreError('storage_full', `The disk is full: ${what} (${code}).`, { cause })
  return new StoreError('storage_unavailable', `The data folder cannot be used: ${what} (${code}).`, {
    cause,
  })
}
