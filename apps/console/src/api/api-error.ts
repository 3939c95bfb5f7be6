import type { ErrorCode, FieldError, SecondFactor } from '@patchbay/contracts/error'

/** The server's codes, and the two that only the console can tell. */
export type ApiErrorCode = ErrorCode | 'unreadable_answer' | 'unreachable'

interface ApiErrorParts {
  code: ApiErrorCode
  title: string
  detail: string
  status?: number
  fieldErrors?: readonly FieldError[]
  factors?: readonly SecondFactor[]
  retryAfterSeconds?: number | null
  cause?: unknown
}

/** Every failed call of the API ends as one of these. `title` and `detail` are words for the admin. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  readonly title: string
  readonly detail: string
  readonly status: number | null
  readonly fieldErrors: readonly FieldError[]
  /** What else may prove who it is, where the password alone does not do. */
  readonly factors: readonly SecondFactor[]
  readonly retryAfterSeconds: number | null

  constructor(parts: ApiErrorParts) {
    super(`${parts.code}: ${parts.detail}`, { cause: parts.cause })
    this.name = 'ApiError'
    this.code = parts.code
    this.title = parts.title
    this.detail = parts.detail
    this.status = parts.status ?? null
    this.fieldErrors = parts.fieldErrors ?? []
    this.factors = parts.factors ?? []
    this.retryAfterSeconds = parts.retryAfterSeconds ?? null
  }
}

export function isApiError(error: unknown, code?: ApiErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code)
}

export function unreadableAnswer(status: number, cause?: unknown): ApiError {
  return new ApiError({
    code: 'unreadable_answer',
    status,
    title: 'The answer could not be understood',
    detail:
      'What came back is not what Patchbay answers. A proxy in between may have answered instead, or ' +
      'Patchbay was updated: reload the page, then try again.',
    cause,
  })
}

export function unreachable(cause: unknown): ApiError {
  return new ApiError({
    code: 'unreachable',
    title: 'Patchbay cannot be reached',
    detail: 'Check that it is running and that you are online, then try again.',
    cause,
  })
}
