import type { ErrorRequestHandler, RequestHandler } from 'express'
import { answerProblem, logProblem } from './answer-problem.ts'
import { HttpProblem } from './http-problem.ts'
import { translateError } from './translate-error.ts'

/** Answers every error as `application/problem+json`; what went wrong inside goes to the log only. */
export const problemHandler: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const problem = translateError(error)
  logProblem(request.log, problem)
  response.locals['problem'] = problem.code
  // Nobody is there to be told.
  if (response.destroyed) return
  if (response.headersSent) next(error)
  else answerProblem(response, problem)
}

export const noSuchCall: RequestHandler = (request) => {
  const [path] = request.originalUrl.split('?', 1)
  throw new HttpProblem('not_found', `There is no call ${request.method} ${path}.`)
}
