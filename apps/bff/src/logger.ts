import { type DestinationStream, type Logger, pino } from 'pino'

interface LoggedError {
  type: string
  message: string
  code?: unknown
  stack?: string | undefined
  cause?: LoggedError
}

/**
 * Only these members: errors of HTTP and OAuth libraries carry requests and answers, and so secrets, in others.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' }
  // JSON.parse quotes what it was given, and so the token that stood there.
  if (error instanceof SyntaxError) return { type: error.name, message: 'what was read cannot be parsed' }
  return {
    type: error.name,
    message: error.message,
    ...('code' in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause instanceof Error ? { cause: loggedError(error.cause) } : {}),
  }
}

const secretMembers = [
  'password',
  'passwordHash',
  'clientSecret',
  'accessToken',
  'refreshToken',
  'token',
  'state',
  'codeVerifier',
  'credentials',
  'authorization',
  'cookie',
]

/**
 * The same, written beside the work, several lines at a time where they come fast. No piece is longer than what a pipe
 * takes in one (PIPE_BUF), so that no line of the other ends up within one. A kill loses the last moment's lines.
 */
export function standardErrorBeside(): DestinationStream {
  return pino.destination({ dest: 2, sync: false, maxWrite: 4096 })
}

/** For lines that name a request and hold nothing else: looking for secrets in them would take longer than the request. */
export function createAccessLog(level: string, to: DestinationStream): Logger {
  return pino({ level }, to)
}

/** The standard error output: the standard output is for the person who started the server. */
export function standardError(): DestinationStream {
  return pino.destination(2)
}

/** JSON lines. */
export function createLogger(level: string, to: DestinationStream): Logger {
  const redact = secretMembers.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level, redact, serializers: { err: loggedError } }, to)
}
