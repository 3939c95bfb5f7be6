import type * as z from 'zod'
import type { ErrorCode } from './error.ts'

/**
 * Who may call: `anyone`; whoever may look (`read`), fetch tokens (`token`) or send requests (`proxy`), by session or by
 * an API key that was given it; or by session alone, for what it changes (`manage`), what it changes for everybody
 * (`administer`), or what is one's own (`session`). Which roles have which of these: roles.ts.
 */
export type Permission = 'anyone' | 'read' | 'token' | 'proxy' | 'manage' | 'administer' | 'session'

/**
 * How a key that is limited to chosen connections is held to them: the path's `:id` is one, the list shows them alone, or
 * there is nothing of connections in it.
 */
export type Limits = 'id' | 'list' | 'none'

/** What the audit log says of a call; the target is the record named by the path's `:id`, else the one answered. */
export interface AuditDecision {
  readonly action: string
  readonly collection: string
  /** The target is the record answered, though the path names another. */
  readonly of?: 'reply'
}

interface Parts {
  /** Express path; parameters as `:name`. */
  readonly path: `/${string}`
  readonly summary: string
  readonly permission: Permission
  /** Left out: a limited key may not call it. */
  readonly limits?: Limits
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Left out: 256 KiB. */
  readonly maxBodyBytes?: number
  /** Guards the answer: members it does not name are stripped. `null`: an answer without a body. */
  readonly reply: z.ZodType | null
  readonly status: 200 | 201 | 204
  /** Below which path a created record is found; left out: below the endpoint's own. */
  readonly createsAt?: `/${string}`
  readonly errors: readonly ErrorCode[]
}

interface ReadParts extends Parts {
  readonly method: 'GET'
  readonly audit?: AuditDecision
}

interface WriteParts extends Parts {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Required: a write says how it is audited, or why not. */
  readonly audit: AuditDecision | { readonly none: string }
}

/** One call of the HTTP API as a value: the BFF binds it, the console calls it, the OpenAPI description is made from it. */
export type Endpoint = ReadParts | WriteParts

export function endpoint<const E extends Endpoint>(parts: E): E {
  return parts
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined
type Input<S> = S extends z.ZodType ? z.input<S> : undefined

export type ParamsOf<E extends Endpoint> = E extends { params: infer S } ? Output<S> : Record<never, never>
export type QueryOf<E extends Endpoint> = E extends { query: infer S } ? Output<S> : Record<never, never>
export type BodyOf<E extends Endpoint> = E extends { body: infer S } ? Output<S> : undefined
export type ReplyOf<E extends Endpoint> = E extends { reply: infer S } ? Output<S> : undefined

/** What a caller passes: defaults may be left out. */
export type QueryInputOf<E extends Endpoint> = E extends { query: infer S } ? Input<S> : undefined
export type BodyInputOf<E extends Endpoint> = E extends { body: infer S } ? Input<S> : undefined
/** What a handler answers, before the guard strips it. */
export type ReplyInputOf<E extends Endpoint> = E extends { reply: infer S extends z.ZodType }
  ? Input<S>
  : void
