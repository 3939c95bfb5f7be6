import { errors } from 'undici'
import { OutboundError, type OutboundErrorCode } from './outbound-error.ts'

const dnsCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'ENODATA',
  'ESERVFAIL',
])
const timeoutCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])
const tlsCode =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_|CRL_|ERROR_IN_C)/
const tooLargeCode = /^UND_ERR_HEADERS_OVERFLOW$/
const badResponseCode = /^(HPE_|UND_ERR_RES|Z_|ERR__ERROR|ERR_BROTLI|ERR_ZSTD|ERR_PADDING)/
const unreachableCode = /^(E[A-Z]+|UND_ERR_SOCKET)$/

const explanations = {
  dns: 'could not be found: there is no such name, or the name server does not answer',
  timeout: 'did not answer in time',
  tls: 'has no valid TLS certificate, or does not speak TLS',
  too_large: 'answered with headers of more than 16 KiB',
  bad_response: 'gave an answer that is not valid HTTP',
  unreachable: 'could not be reached, or ended the connection',
  bad_request: 'cannot be sent this request: a part of it is not valid in HTTP',
} as const satisfies Partial<Record<OutboundErrorCode, string>>

/** Tells by the codes along the chain of causes what went wrong; drops everything else, which may hold secrets. */
export function explainFailure(error: unknown, host: string): OutboundError {
  for (const cause of causesOf(error)) {
    if (cause instanceof OutboundError) return cause
    const reason = codeOf(cause)
    const code = reason === undefined ? undefined : classify(reason)
    if (code !== undefined && reason !== undefined) {
      return new OutboundError(code, `${host} ${explanations[code]} (${reason}).`, { host, reason })
    }
  }
  return new OutboundError('bad_request', `${host} ${explanations.bad_request}.`, { host })
}

function classify(reason: string): keyof typeof explanations | undefined {
  if (dnsCodes.has(reason)) return 'dns'
  if (timeoutCodes.has(reason)) return 'timeout'
  if (tlsCode.test(reason)) return 'tls'
  if (tooLargeCode.test(reason)) return 'too_large'
  if (badResponseCode.test(reason)) return 'bad_response'
  return unreachableCode.test(reason) ? 'unreachable' : undefined
}

/** Outermost first; an AggregateError, as of a host with several addresses, counts as its first member. */
function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 8; depth++) {
    yield cause
    cause = cause.cause ?? (cause instanceof AggregateError ? cause.errors[0] : undefined)
  }
}

function codeOf(error: Error): string | undefined {
  // Some of the parser's errors have no code of their own.
  if (error instanceof errors.HTTPParserError) return error.code ?? 'HPE_INVALID'
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
