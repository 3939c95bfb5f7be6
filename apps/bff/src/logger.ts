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

const gatherBytes = 4_096
const gatherMs = 500

/**
 * The same, where lines come fast: gathered for half a second at most, since writing each by itself takes longer than
 * making it. A kill loses the last ones.
 */
export function gatheredStandardError(): DestinationStream {
  const destination = pino.destination({ dest: 2, minLength: gatherBytes })
  setInterval(() => destination.flushSync(), gatherMs).unref()
  process.once('exit', () => destination.flushSync())
  return destination
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
