export type ArchiveErrorCode =
  /** Nothing is overwritten. */
  | 'file_exists'
  /** In the data folder, where the next backup would hold it. */
  | 'file_in_folder'
  | 'folder_not_empty'
  | 'folder_in_use'
  /** Not an archive of Patchbay's, or not as it was written. */
  | 'archive_damaged'
  /** Written by a newer Patchbay. */
  | 'newer_format'
  | 'restore_interrupted'
  /** No such archive, or no such data folder. */
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

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there; choose another place, or run it as one who may',
  EDQUOT: 'there is no room left; make some, or choose another place',
  ENOENT: 'there is no such folder; make it first, or choose another place',
  ENOSPC: 'the disk is full; make room, or choose another place',
  ENOTDIR: 'there is no such folder; make it first, or choose another place',
  EPERM: 'this user may not write there; choose another place, or run it as one who may',
  EROFS: 'nothing can be written there; choose another place',
}

export function notWritten(path: string, cause: unknown): ArchiveError {
  const code = systemCode(cause)
  const why = reasons[code] ?? code
  return new ArchiveError('not_written', `${path} could not be written: ${why}.`, { cause })
}

export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
}
