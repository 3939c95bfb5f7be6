import { ApiError } from './api-error.ts'
import { errorText } from './error-text.ts'

/** What is said at the password's field, or else beside it. */
export function passwordFault(error: Error | null): { passwordError?: string; error?: string } {
  if (error === null) return {}
  const faults = error instanceof ApiError ? error.fieldErrors : []
  const atField = faults.find(({ path }) => path === 'password')
  return atField === undefined ? { error: errorText(error).detail } : { passwordError: atField.message }
}
