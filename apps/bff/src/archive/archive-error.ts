export type ArchiveErrorCode =
  /** Nothing is overwritten. */
  | 'file_exists'
  | 'folder_not_empty'
  | 'folder_in_use'
  /** Not an archive of Patchbay's, or not as it was written. */
  | 'archive_damaged'
  /** Written by a newer Patchbay. */
  | 'newer_format'
  | 'restore_interrupted'
  | 'not_there'
  | 'not_written'

/** Why there is no backup, or nothing was restored. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
  readonly code: ArchiveErrorCode

  constructor(code: ArchiveErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}

export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
}
