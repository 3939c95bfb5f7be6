import type { BodyInputOf, Endpoint, ParamsOf, QueryInputOf, ReplyOf } from '@patchbay/contracts/endpoint'
import { problemCode, problemSchema } from '@patchbay/contracts/error'
import type * as z from 'zod'
import { ApiError, unreachable, unreadableAnswer } from './api-error.ts'

type CallInput<E extends Endpoint> = { signal?: AbortSignal } & (E extends { params: z.ZodType }
  ? { params: ParamsOf<E> }
  : unknown) &
  (E extends { query: z.ZodType } ? { query?: QueryInputOf<E> } : unknown) &
  (E extends { body: z.ZodType } ? { body: BodyInputOf<E> } : unknown)

interface AnyInput {
  signal?: AbortSignal
  params?: Record<string, string>
  query?: Record<string, string | number | undefined>
  body?: unknown
}

export function addressOf(path: string, input: Pick<AnyInput, 'params' | 'query'>): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? filled : `${filled}?${query.toString()}`
}

function requestOf(endpoint: Endpoint, input: AnyInput): RequestInit {
  return {
    method: endpoint.method,
    headers: {
      accept: 'application/json',
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  }
}

async function send(endpoint: Endpoint, input: AnyInput): Promise<Response> {
  try {
    return await fetch(addressOf(endpoint.path, input), requestOf(endpoint, input))
  } catch (error) {
    if (input.signal?.aborted === true) throw error
    throw unreachable(error)
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch (error) {
    throw unreadableAnswer(response.status, error)
  }
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem = problemSchema.safeParse(await jsonOf(response))
  const code = problem.success ? problemCode(problem.data.type) : undefined
  if (!problem.success || code === undefined) return unreadableAnswer(response.status)
  return new ApiError({
    code,
    status: response.status,
    title: problem.data.title,
    detail: problem.data.detail,
    fieldErrors: problem.data.errors ?? [],
    factors: problem.data.factors ?? [],
    retryAfterSeconds: retryAfter(response),
  })
}

/** Calls an endpoint. Answers what its contract promises, or throws an `ApiError`. */
export async function call<const E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>> {
  const response = await send(endpoint, input)
  if (!response.ok) throw await problemOf(response)
  if (endpoint.reply === null) return undefined as ReplyOf<E>
  const reply = endpoint.reply.safeParse(await jsonOf(response))
  if (!reply.success) throw unreadableAnswer(response.status, reply.error)
  return reply.data as ReplyOf<E>
}
