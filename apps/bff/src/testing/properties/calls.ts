import * as fc from 'fast-check'
import { exampleOf } from './examples.ts'
import { spoilt } from './spoilt-values.ts'
import { texts } from './texts.ts'
import { type Schema, valuesOf, type Vocabulary } from './valid-values.ts'

export interface Operation {
  readonly method: string
  /** As in the description, `{id}`. */
  readonly path: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[]
  readonly body: Schema | null
  readonly statuses: readonly number[]
}

export interface RandomCall {
  readonly path: string
  readonly contentType: string | null
  readonly body: string | null
}

/** Where a value is text, as in paths and queries. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function segment(text: string): string {
  // What fetch itself would take for another path, or refuse to encode.
  const whole = text.toWellFormed().slice(0, 400)
  return whole === '' || whole === '.' || whole === '..' ? 'x' : encodeURIComponent(whole)
}

/** A record of the right collection, mostly. */
function idsFor(name: string, { path }: Operation, vocabulary: Vocabulary): fc.Arbitrary<string> {
  const collection = name === 'id' ? (path.split('/')[2] ?? '') : name.replace(/Id$/, 's')
  const fitting = vocabulary.known[collection] ?? vocabulary.known[name]
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(fitting === undefined ? vocabulary.ids : [fitting])) },
    { weight: 2, arbitrary: fc.constantFrom(...vocabulary.ids) },
    { weight: 2, arbitrary: texts(vocabulary) },
  )
}

function pathsOf(operation: Operation, vocabulary: Vocabulary): fc.Arbitrary<string> {
  const { path, parameters } = operation
  const names = parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  return fc
    .tuple(...names.map((name) => idsFor(name, operation, vocabulary)))
    .map((found) =>
      names.reduce((filled, name, at) => filled.replace(`{${name}}`, () => segment(found[at] ?? '')), path),
    )
}

function queriesOf({ parameters }: Operation, vocabulary: Vocabulary): fc.Arbitrary<string> {
  const own = parameters.filter((each) => each.in === 'query')
  const pairs = own.map(({ name, schema }) =>
    fc.tuple(fc.constant(name), fc.oneof(valuesOf(schema, vocabulary), texts(vocabulary))),
  )
  const other = fc.tuple(texts(vocabulary), texts(vocabulary))
  const one = fc.oneof(...(pairs.length === 0 ? [other] : pairs), { weight: 1, arbitrary: other })
  return fc.array(one, { maxLength: own.length === 0 ? 1 : 4 }).map((found) => {
    const search = new URLSearchParams(found.map(([name, value]): [string, string] => [name, asText(value)]))
    return search.size === 0 ? '' : `?${search.toString().slice(0, 4_000)}`
  })
}

const rubbish = fc.oneof(
  fc.string({ maxLength: 50 }),
  fc.constantFrom('{', '[1,', '"', '{"a":1}{"b":2}', 'null', '[]', '0', '', '{"a":1e999}', '['.repeat(5_000)),
)

function json(values: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return values.map((value) => JSON.stringify(value) ?? 'null')
}

function bodiesOf({ method, path, body }: Operation, vocabulary: Vocabulary): fc.Arbitrary<string | null> {
  if (body === null)
    return fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: rubbish })
  const made = valuesOf(body, vocabulary)
  const example = exampleOf(`${method} ${path}`, vocabulary)
  const valid = example === null ? made : fc.oneof(example, made)
  return fc.oneof(
    { weight: 4, arbitrary: json(valid) },
    { weight: 4, arbitrary: json(spoilt(valid, vocabulary)) },
    { weight: 1, arbitrary: json(fc.jsonValue()) },
    { weight: 1, arbitrary: rubbish },
  )
}

const contentTypes = fc.oneof(
  { weight: 19, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      null,
      'text/plain',
      'application/json; charset=utf-16',
      'multipart/form-data',
      'x',
    ),
  },
)

export function callsOf(operation: Operation, vocabulary: Vocabulary): fc.Arbitrary<RandomCall> {
  return fc
    .tuple(
      pathsOf(operation, vocabulary),
      queriesOf(operation, vocabulary),
      bodiesOf(operation, vocabulary),
      contentTypes,
    )
    .map(([path, query, body, contentType]) => ({
      path: path + query,
      body: operation.method === 'GET' ? null : body,
      contentType: body === null || operation.method === 'GET' ? null : contentType,
    }))
}
