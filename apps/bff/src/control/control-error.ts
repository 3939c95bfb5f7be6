export type ControlErrorCode =
  /** The other process refused, or failed; its own words are the message. */
  | 'refused'
  /** The other process ended in the middle of it. */
  | 'interrupted'
  | 'socket_exposed'

export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly code: ControlErrorCode

  constructor(code: ControlErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}
