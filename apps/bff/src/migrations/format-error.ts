export type FormatErrorCode =
  /** The records were written by a newer Patchbay. */
  | 'newer_format'
  /** format.json says no format. */
  | 'unknown_format'

/** Why the records of a folder cannot be used as they are. */
export class FormatError extends Error {
  override readonly name = 'FormatError'
  readonly code: FormatErrorCode

  constructor(code: FormatErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
