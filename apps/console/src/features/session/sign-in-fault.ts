import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { waitText } from './wait-text.ts'

interface Fault {
  readonly email?: string
  readonly password?: string
  readonly code?: string
  readonly notice?: { readonly title: string; readonly detail: string }
}

const again = 'Check it and try again.'

/** A fault of one of the fields, or of the attempt as a whole. */
export function faultOf(error: unknown, withEmail: boolean): Fault {
  if (error === null || isApiError(error, 'second_factor_required')) return {}
  if (isApiError(error, 'wrong_password')) {
    return { password: `${withEmail ? 'The email or the password' : 'This password'} is not right. ${again}` }
  }
  if (isApiError(error, 'wrong_code')) return { code: error.detail }
  if (isApiError(error, 'too_many_attempts')) {
    const wait = `Wait ${waitText(error.retryAfterSeconds)}, then try again.`
    return { notice: { title: 'Too many failed attempts', detail: wait } }
  }
  if (isApiError(error, 'invalid_value') && error.fieldErrors.length > 0) return ofFields(error.fieldErrors)
  return { notice: errorText(error) }
}

function ofFields(errors: readonly { path: string; message: string }[]): Fault {
  return Object.fromEntries(errors.map(({ path, message }) => [path, message]))
}

/** The server asks for an email, though the page did not know that it would. */
export function asksForEmail(error: unknown): boolean {
  return isApiError(error, 'invalid_value') && error.fieldErrors.some(({ path }) => path === 'email')
}
