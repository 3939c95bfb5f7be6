import { proxyRequest, requestIdHeader } from '@patchbay/contracts/proxy'
import { answerProblem, logProblem } from '../../http/answer-problem.ts'
import { beginAnswer, mayCall, type Quick, type QuickOptions, readPlainCall } from '../../http/plain-call.ts'
import { fixedHeaders } from '../../http/security-headers.ts'
import { translateError } from '../../http/translate-error.ts'
import { proxyCall, type ProxyDeps } from './proxy-call.ts'
import { standingHeaders } from './standing-headers.ts'

/** A program's request through a connection, ahead of the framework, which would double what it costs. */
export function quickProxyCall(deps: ProxyDeps, options: QuickOptions): Quick {
  const headers = Object.entries(fixedHeaders(options.https))
  const standingOfAll = standingHeaders(headers)

  return async (request, response) => {
    const call = readPlainCall(request)
    const [, rest] = /^\/proxy(?=[/?]|$)(.*)$/s.exec(call?.rest ?? '') ?? []
    if (call === null || rest === undefined || !(await mayCall(proxyRequest, call, options))) return false
    const requestId = beginAnswer(request, response, options.accessLog)
    const standing = () => [...standingOfAll, requestIdHeader, requestId]
    await proxyCall(deps, { id: call.id, rest, request, response, standing }).catch((error: unknown) => {
      const problem = translateError(error)
      logProblem(deps.log.child({ requestId }), problem)
      if (response.destroyed) return
      for (const [name, value] of headers) response.setHeader(name, value)
      response.setHeader(requestIdHeader, requestId)
      answerProblem(response, problem)
    })
    return true
  }
}
