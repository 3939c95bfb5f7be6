import {
  type ErrorCode,
  type FieldError,
  type Problem,
  type SecondFactor,
  problems,
  problemType,
} from '@patchbay/contracts/error'

/** An error as the client sees it. `detail` says what happened, what it means and what to do; `cause` is for the log. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem'
  readonly code: ErrorCode
  readonly errors: readonly FieldError[]
  readonly factors: readonly SecondFactor[] | undefined
  /** Seconds after which another try makes sense. */
  readonly retryAfterS: number | undefined

  constructor(
    code: ErrorCode,
    detail: string,
    options: {
      errors?: readonly FieldError[]
      factors?: readonly SecondFactor[]
      cause?: unknown
      retryAfterS?: number
    } = {},
  ) {
    super(detail, { cause: options.cause })
    this.code = code
    this.errors = options.errors ?? []
    this.factors = options.factors
    this.retryAfterS = options.retryAfterS
  }

  get status(): number {
    return problems[this.code].status
  }

  toJSON(): Problem {
    return {
      type: problemType(this.code),
      title: problems[this.code].title,
      status: this.status,
      detail: this.message,
      ...(this.errors.length > 0 ? { errors: [...this.errors] } : {}),
      ...(this.factors === undefined ? {} : { factors: [...this.factors] }),
    }
  }
}

/** One value is not valid. */
export function invalidValue(path: string, message: string): HttpProblem {
  return new HttpProblem('invalid_value', message, { errors: [{ path, message }] })
}

export function notFound(what: string): HttpProblem {
  return new HttpProblem('not_found', `There is no such ${what}. It may have been deleted.`)
}
