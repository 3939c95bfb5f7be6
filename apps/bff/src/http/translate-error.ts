import type { ErrorCode, FieldError } from '@patchbay/contracts/error'
import * as z from 'zod'
import { OAuthError } from '../oauth/oauth-error.ts'
import { OutboundError, type OutboundErrorCode } from '../outbound/outbound-error.ts'
import { StoreError } from '../stores/store.ts'
import { HttpProblem, invalidValue } from './http-problem.ts'

/** zod issues as field errors; a member that should not be there is named by its own path. */
export function fieldErrors(error: z.ZodError, prefix: readonly PropertyKey[] = []): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path]
    if (issue.code !== 'unrecognized_keys')
      return [{ path: path.map(String).join('.'), message: issue.message }]
    return issue.keys.map((key) => ({
      path: [...path, key].map(String).join('.'),
      message: `There is no member “${key}” here. Leave it out.`,
    }))
  })
}

/** Unknown members answer 400, values that are not valid 422. */
export function invalidInput(error: z.ZodError, prefix: readonly PropertyKey[] = []): HttpProblem {
  const errors = fieldErrors(error, prefix)
  const isUnknown = error.issues.some((issue) => issue.code === 'unrecognized_keys')
  const [first] = errors
  const detail = errors.length === 1 && first ? first.message : `${errors.length} values need a change.`
  return new HttpProblem(isUnknown ? 'unknown_member' : 'invalid_value', detail, { errors })
}

function fromStore(error: StoreError): HttpProblem {
  switch (error.code) {
    case 'name_taken': {
      const path = error.member ?? 'name'
      const message =
        path === 'email'
          ? 'Another user has this email address. Write another one.'
          : 'This name is taken. Choose another one.'
      return new HttpProblem('name_taken', message, { errors: [{ path, message }], cause: error })
    }
    case 'stale_version':
      return new HttpProblem(
        'stale_version',
        'It was changed since you read it. Load it again and repeat your change.',
        {
          cause: error,
        },
      )
    case 'not_found':
      return new HttpProblem('not_found', 'There is no such record. It may have been deleted.', {
        cause: error,
      })
    case 'storage_full':
      return new HttpProblem(
        'storage_full',
        'The disk is full. Nothing was changed. Free some space and try again.',
        {
          cause: error,
        },
      )
    case 'invalid_cursor':
      return invalidValue('cursor', 'This cursor is not valid. Begin again with the first page.')
    default:
      return new HttpProblem(
        'storage_unavailable',
        'The data cannot be written right now. Nothing was changed.',
        {
          cause: error,
          retryAfterS: 5,
        },
      )
  }
}

const outboundProblems: Partial<Record<OutboundErrorCode, ErrorCode>> = {
  timeout: 'application_timeout',
  bad_response: 'application_failed',
  too_large: 'application_failed',
  bad_request: 'malformed_request',
  closed: 'shutting_down',
  agent_offline: 'agent_offline',
  agent_refused: 'agent_refused',
}

interface BodyParserError {
  type: string
  limit?: number
}

/** In whole KiB or MiB, as limits are. */
function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${bytes / 1024} KiB` : `${bytes / 1_048_576} MiB`
}

const bodyProblems: Record<string, [ErrorCode, string]> = {
  'entity.parse.failed': ['invalid_json', 'The body is not valid JSON.'],
  'encoding.unsupported': ['not_json', 'The body’s content encoding is not supported.'],
  'charset.unsupported': ['not_json', 'The body must be UTF-8.'],
}

function isBodyParserError(error: unknown): error is BodyParserError {
  return error instanceof Error && 'type' in error && typeof error.type === 'string'
}

/** What an agent had to do with it is told apart from what the application had. */
function onTheWay({ cause }: OAuthError): ErrorCode {
  const code = cause instanceof OutboundError ? outboundProblems[cause.code] : undefined
  return code === 'agent_offline' || code === 'agent_refused' ? code : 'application_unreachable'
}

/** The one place where errors of every room become what a client sees. */
export function translateError(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof z.ZodError) return invalidInput(error)
  if (error instanceof StoreError) return fromStore(error)
  if (error instanceof OAuthError) {
    const code = error.code === 'application_unreachable' ? onTheWay(error) : 'application_failed'
    const retryAfterS = Math.ceil(error.retryAfterMs / 1000)
    return new HttpProblem(code, error.message, {
      cause: error,
      ...(retryAfterS > 0 ? { retryAfterS } : {}),
    })
  }
  if (error instanceof OutboundError) {
    return new HttpProblem(outboundProblems[error.code] ?? 'application_unreachable', error.message, {
      cause: error,
    })
  }
  if (error instanceof URIError)
    return new HttpProblem('malformed_request', 'The path is not valid.', { cause: error })
  if (isBodyParserError(error)) {
    if (error.type === 'entity.too.large') {
      const detail = `The body may have at most ${sizeOf(error.limit ?? 0)}.`
      return new HttpProblem('body_too_large', detail, { cause: error })
    }
    const [code, detail] = bodyProblems[error.type] ?? ['malformed_request', 'The request cannot be read.']
    return new HttpProblem(code, detail, { cause: error })
  }
  return new HttpProblem('internal', 'Something went wrong on the server. The log says more.', {
    cause: error,
  })
}
