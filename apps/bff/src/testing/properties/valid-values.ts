import * as fc from 'fast-check'
import { anyAddress, anyTime, type Known, memberNames, texts } from './texts.ts'

/** As much of JSON Schema as the description uses. */
export interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

export interface Vocabulary extends Known {
  readonly components: Readonly<Record<string, Schema>>
  /** A record of each collection, and `stepId`. */
  readonly known: Readonly<Record<string, string>>
}

const mostMembers = 4

function textOf(
  { format, pattern, minLength = 0, maxLength = 200 }: Schema,
  known: Known,
): fc.Arbitrary<string> {
  if (format === 'uri') return anyAddress
  if (format === 'email') return fc.emailAddress()
  if (format === 'date-time') return anyTime
  const free = fc.oneof(
    texts(known),
    fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }),
  )
  if (pattern === undefined) return free
  try {
    return fc.oneof(free, fc.stringMatching(new RegExp(pattern)))
  } catch {
    // It speaks of what comes before or after, which cannot be made up.
    return free
  }
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: Schema): fc.Arbitrary<number> {
  const min = Math.max(minimum ?? -1_000, exclusiveMinimum ?? -1_000)
  const max = Math.min(maximum ?? 100_000, Number.MAX_SAFE_INTEGER)
  const whole = fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) })
  // Of versions and pages the first few lead furthest.
  const few = fc.integer({ min: Math.ceil(min), max: Math.min(Math.floor(max), Math.ceil(min) + 2) })
  if (type === 'integer') return fc.oneof(few, whole)
  return fc.oneof(whole, fc.double({ min, max, noNaN: true }))
}

function objectOf(schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, valuesOf(each, vocabulary)]),
  )
  const named = fc.record(members, { requiredKeys: [...required].filter((name) => name in members) })
  if (typeof additionalProperties !== 'object') return named
  const others = valuesOf(additionalProperties, vocabulary)
  const extra = fc.dictionary(memberNames, others, { maxKeys: mostMembers })
  return fc.tuple(named, extra).map(([own, more]) => ({ ...more, ...(own as object) }))
}

function listOf({ items = {}, minItems = 0, maxItems = mostMembers }: Schema, vocabulary: Vocabulary) {
  const maxLength = Math.max(minItems, Math.min(maxItems, mostMembers))
  return fc.array(valuesOf(items, vocabulary), { minLength: minItems, maxLength })
}

function byType(type: string | undefined, schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return textOf(schema, vocabulary)
    case 'integer':
    case 'number':
      return numberOf({ ...schema, type })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listOf(schema, vocabulary)
    case 'object':
      return objectOf(schema, vocabulary)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** Values that a schema would take, or nearly: what it cannot say, such as that a name is free, is not known here. */
export function valuesOf(schema: Schema, vocabulary: Vocabulary): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, allOf, type } = schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return valuesOf(vocabulary.components[name] ?? {}, vocabulary)
  }
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = anyOf ?? oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((each) => valuesOf(each, vocabulary)))
  if (allOf !== undefined) {
    const parts = fc.tuple(...allOf.map((each) => valuesOf(each, vocabulary)))
    return parts.map((values) => Object.assign({}, ...values) as unknown)
  }
  const types = typeof type === 'object' ? type : [type]
  return fc.oneof(...types.map((each) => byType(each, schema, vocabulary)))
}
