export type SandboxErrorCode = 'port_taken' | 'damaged_record' | 'invalid_client' | 'invalid_key'

export class SandboxError extends Error {
  readonly code: SandboxErrorCode

  constructor(code: SandboxErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SandboxError'
    this.code = code
  }
}
