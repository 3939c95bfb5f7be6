import type {
  AuditDecision,
  BodyOf,
  Endpoint,
  ParamsOf,
  QueryOf,
  ReplyInputOf,
} from '@patchbay/contracts/endpoint'
import type { ErrorCode } from '@patchbay/contracts/error'
import express, { type Request, type Response, type Router } from 'express'
import type { Deps } from '../deps.ts'
import type { AuditChange } from '../stores/store.ts'
import { type Actor, type Happening, writeAudit } from './audit.ts'
import { type Browser, browserOf } from './browser.ts'
import type { Caller, KeyCaller, SessionCaller } from './caller.ts'
import { nameOfRecord } from '../records/named-record.ts'
import { changesOf } from './changes-of.ts'
import { HttpProblem } from './http-problem.ts'
import { checkKey } from './key-permission.ts'
import { checkRole } from './check-role.ts'
import { checkOrigin } from './origin-check.ts'
import { shortCookie } from './short-cookie.ts'
import type { SessionCookie } from './session-cookie.ts'
import { invalidInput, translateError } from './translate-error.ts'

/** A key never reaches what only a session may call. */
type CallerOf<E extends Endpoint> = E extends { permission: 'anyone' }
  ? Caller | null
  : E extends { permission: 'manage' | 'administer' | 'session' }
    ? SessionCaller
    : Caller

/** What a handler gets: checked input, who asks, and the few things of HTTP that a rule may care about. */
export interface Call<E extends Endpoint> {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  readonly caller: CallerOf<E>
  /** Origin of the console page that asks, where the browser says it. */
  readonly origin: string | undefined
  /** Where the call comes from. */
  readonly browser: Browser
  /** Token of the session cookie, where there is one. */
  readonly sessionToken: string | undefined
  /** Says in the audit log what the call changed of a record, given as answers show it before and after. */
  readonly changed: (before: object, after: object, hidden?: readonly string[]) => void
  /** Adds a line to the audit log, after that of the call itself. */
  readonly note: (happening: Happening) => void
  /** What only this browser brings back, within the next minutes. */
  readonly kept: { read(): string | undefined; keep(value: string, maxAgeMs: number): void }
  startSession(token: string, expiresAt: string): void
  endSession(): void
}

export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<ReplyInputOf<E>>
export type Bind = <E extends Endpoint>(endpoint: E, handler: Handler<E>) => void

export interface AuthoriseOptions {
  readonly deps: Pick<Deps, 'publicUrls'>
  readonly cookie: SessionCookie
  authenticate(sessionToken: string): Promise<SessionCaller | null>
  authenticateKey(key: string): Promise<KeyCaller | null>
}

export interface BindOptions extends AuthoriseOptions {
  readonly router: Router
  readonly deps: Pick<Deps, 'store' | 'publicUrls' | 'log' | 'records'>
  /** Told of every endpoint, for the OpenAPI description. */
  onBound(endpoint: Endpoint): void
}

/** Who calls, where they may. @throws HttpProblem */
export type Authorise = (endpoint: Endpoint, request: Request) => Promise<Caller | null>

/** The largest body of an API call that says nothing else. */
const usualBodyBytes = 256 * 1024
const readers = new Map<number, ReturnType<typeof express.json>>()

function readerOf({ maxBodyBytes: limit = usualBodyBytes }: Endpoint): ReturnType<typeof express.json> {
  const reader = readers.get(limit) ?? express.json({ limit, strict: false })
  readers.set(limit, reader)
  return reader
}

/** RFC 6750 section 2.1; undefined: none is there. */
function bearerOf(request: Request): string | undefined {
  return /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
}

async function authoriseKey(
  endpoint: Endpoint,
  key: string,
  { request, options }: { readonly request: Request; readonly options: AuthoriseOptions },
): Promise<KeyCaller> {
  const caller = await options.authenticateKey(key)
  if (caller === null) {
    throw new HttpProblem(
      'invalid_api_key',
      'This API key was revoked, has expired, or never was one. Create another one in the console.',
    )
  }
  checkKey(endpoint, caller, String(request.params['id'] ?? ''))
  return caller
}

export async function authorise(
  endpoint: Endpoint,
  request: Request,
  options: AuthoriseOptions,
): Promise<Caller | null> {
  const key = bearerOf(request)
  // Beside a key the browser's cookie does not count, and so neither does where the call comes from.
  if (key !== undefined && endpoint.permission !== 'anyone') {
    return authoriseKey(endpoint, key, { request, options })
  }
  const token = options.cookie.read(request)
  const caller = token === undefined ? null : await options.authenticate(token)
  if (endpoint.permission !== 'anyone' && caller === null) {
    throw new HttpProblem(
      'not_signed_in',
      'You are not signed in, or your session has ended. Sign in and try again.',
    )
  }
  // Of the request, since some endpoints stand for every method.
  if (!['GET', 'HEAD'].includes(request.method)) {
    checkOrigin(request, options.deps.publicUrls, endpoint.permission !== 'anyone')
  }
  if (caller !== null) checkRole(endpoint, caller)
  return caller
}

function parseBody(endpoint: Endpoint, request: Request, response: Response): Promise<void> {
  if (endpoint.body === undefined) return Promise.resolve()
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || request.headers['content-length'] !== undefined
  if (hasBody && request.is(['json', '+json']) === false) {
    throw new HttpProblem('not_json', 'Send the body as application/json.')
  }
  const readJson = readerOf(endpoint)
  return new Promise((resolve, reject) => {
    readJson(request, response, (error: unknown) => (error === undefined ? resolve() : reject(error)))
  })
}

async function parse(endpoint: Endpoint, request: Request, response: Response) {
  const query = endpoint.query?.safeParse(request.query)
  if (query?.success === false) throw invalidInput(query.error)
  await parseBody(endpoint, request, response)
  const body = endpoint.body?.safeParse(request.body)
  if (body?.success === false) throw invalidInput(body.error)
  const params = endpoint.params?.safeParse(request.params)
  if (params?.success === false) throw new HttpProblem('not_found', 'There is no such record.')
  return { params: params?.data ?? {}, query: query?.data ?? {}, body: body?.data }
}

function member(value: unknown, name: string): string | null {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
  return typeof found === 'string' ? found : null
}

/** The name that the record of the path's `:id` has before the call, which may remove it. */
function nameBefore(
  decision: AuditDecision | null,
  { params }: Request,
  { records }: Pick<Deps, 'records'>,
): Promise<string | null> | null {
  const id = decision === null || decision.of === 'reply' ? null : member(params, 'id')
  return decision === null || id === null ? null : nameOfRecord(records, decision.collection, id)
}

function happening(
  decision: AuditDecision,
  request: Request,
  { reply, before }: { readonly reply: unknown; readonly before: string | null },
): Omit<Happening, 'code'> {
  const named = decision.of === 'reply' ? null : member(request.params, 'id')
  const id = named ?? member(reply, 'id')
  const name = member(reply, 'name') ?? before ?? member(request.body, 'name')
  return {
    action: decision.action,
    target: id === null ? null : { collection: decision.collection, id, name },
  }
}

/** Who was nobody yet when the call began, and has a session by what it answers. */
function signedInBy(reply: unknown): Actor | null {
  const { user } = Object(reply) as { user?: unknown }
  const userId = member(user, 'id')
  const userName = member(user, 'name')
  return userId === null || userName === null ? null : { kind: 'session', userId, userName }
}

/** Where a created record is found. */
function locationOf({ path, createsAt }: Endpoint, { params }: Request, id: string | null): string {
  const filled = path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(params[name])))
  const below = createsAt ?? filled
  return id === null ? below : `${below}/${id}`
}

function send(endpoint: Endpoint, response: Response, reply: unknown): void {
  if (endpoint.reply === null) {
    response.status(endpoint.status).end()
    return
  }
  const guarded: unknown = endpoint.reply.parse(reply)
  if (endpoint.status === 201) response.location(locationOf(endpoint, response.req, member(guarded, 'id')))
  response.status(endpoint.status).json(guarded)
}

/** Binds endpoints to handlers: authorise, parse, handle, audit, reply. */
export function binder(options: BindOptions): Bind {
  const keptCookie = shortCookie(options.deps.publicUrls, 'challenge')
  return (endpoint, handler) => {
    options.onBound(endpoint)
    const decision = endpoint.audit !== undefined && 'action' in endpoint.audit ? endpoint.audit : null
    const method = endpoint.method.toLowerCase() as Lowercase<typeof endpoint.method>

    options.router[method](endpoint.path, async (request: Request, response: Response) => {
      const caller = await authorise(endpoint, request, options)
      const nameThen = await nameBefore(decision, request, options.deps)
      const notes: Happening[] = []
      let changes: AuditChange[] | null = null
      const audit = async (reply: unknown, code: ErrorCode | null) => {
        const done = code === null ? changes : null
        const own =
          decision === null
            ? []
            : [{ ...happening(decision, request, { reply, before: nameThen }), code, changes: done }]
        const actor = caller ?? signedInBy(reply)
        for (const each of [...own, ...notes])
          await writeAudit(options.deps, { request, caller: actor }, each)
      }
      let reply: unknown
      try {
        const input = await parse(endpoint, request, response)
        const call = {
          ...input,
          caller,
          origin: request.headers.origin,
          browser: browserOf(request),
          sessionToken: options.cookie.read(request),
          changed: (before: object, after: object, hidden: readonly string[] = []) => {
            changes = changesOf(before, after, { body: input.body, hidden })
          },
          note: (each: Happening) => void notes.push(each),
          kept: {
            read: () => keptCookie.read(request),
            keep: (value: string, maxAgeMs: number) => keptCookie.set(response, value, maxAgeMs),
          },
          startSession: (token: string, expiresAt: string) => options.cookie.set(response, token, expiresAt),
          endSession: () => options.cookie.clear(response),
        }
        reply = await handler(call as unknown as Call<typeof endpoint>)
      } catch (error) {
        const problem = translateError(error)
        await audit(reply, problem.code)
        throw problem
      }
      await audit(reply, null)
      send(endpoint, response, reply)
    })
  }
}
