export type VaultErrorCode =
  /** Sealed with a key that the ring does not hold. */
  | 'unknown_key'
  /** Not of the sealed form, changed since it was sealed, or sealed for another place: GCM cannot tell these apart. */
  | 'damaged'
  /** The place itself is not a valid one. */
  | 'bad_context'
  | 'bad_key_ring'
  /** The key file can be read by others than its owner. */
  | 'key_file_exposed'
  | 'key_file_unavailable'
  | 'key_command_failed'
  /** A ring that leaves out a key which the one before has, or has another under its id. */
  | 'key_taken_away'
  /** Records are sealed with keys that the ring does not hold. */
  | 'missing_keys'

/** Why a secret cannot be sealed or opened. Messages name key ids and places, never keys or secrets. */
export class VaultError extends Error {
  override readonly name = 'VaultError'
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.code = code
  }
}
