export type RekeyErrorCode =
  /** The keys are not in a file of ours, so a new one is made by whoever keeps them. */
  'keys_elsewhere'

export class RekeyError extends Error {
  override readonly name = 'RekeyError'
  readonly code: RekeyErrorCode

  constructor(code: RekeyErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
