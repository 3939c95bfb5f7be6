import * as fc from 'fast-check'
import { type Known, memberNames, texts } from './texts.ts'

type Path = readonly string[]

/** The way to each part of a value, itself included. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([name, each]) => pathsOf(each, [...path, name]))]
}

function changed(value: unknown, [name, ...rest]: Path, change: (part: unknown) => unknown): unknown {
  if (name === undefined) return change(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>
  const next = changed(copy[name], rest, change)
  if (next === undefined) delete copy[name]
  else copy[name] = next
  return copy
}

const wrong = (known: Known) =>
  fc.oneof(
    texts(known),
    fc.constantFrom(null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 1, [], {}, [[[]]]),
    fc.jsonValue({ maxDepth: 3 }),
  )

/** Valid but for one part: another value, none, or a member that should not be there. */
export function spoilt(values: fc.Arbitrary<unknown>, known: Known): fc.Arbitrary<unknown> {
  const how = fc.constantFrom('replace', 'remove', 'add')
  return fc.tuple(values, fc.nat(), how, memberNames, wrong(known)).map(([value, at, what, name, other]) => {
    const paths = pathsOf(value)
    const path = paths[at % paths.length] ?? []
    if (what === 'replace') return changed(value, path, () => other)
    if (what === 'remove') return changed(value, path, () => undefined) ?? null
    return changed(value, path, (part) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries([...Object.entries(part), [name, other]])
        : [part, other],
    )
  })
}
