import type { Parameters } from '../definition.ts'

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Line breaks and `&` part parameters, so they are the signs that a value must not hold as they are. */
function encoded(text: string): string {
  return text.replace(/[%&\r\n]/g, encodeURIComponent)
}

/**
 * Reads `name=value`, one a line or parted by `&` as in a query. Percent-encoding is taken back; `+` stays what it is.
 *
 * @returns null where a line is no parameter
 */
export function readParameters(text: string): Parameters | null {
  const lines = text.split(/[\r\n&]+/).map((line) => line.trim())
  const pairs = lines.flatMap((line) => {
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(line) ?? []
    return line === '' ? [] : [[decoded(name.trim()), decoded(value.trim())] as const]
  })
  if (pairs.some(([name]) => name === '')) return null
  return Object.fromEntries(pairs)
}

/** One `name=value` a line: how parameters are kept and shown. */
export function writeParameters(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('\n')
}

/** What is wrong with parameters as text, and what to write. */
export function parametersFault(text: string, reserved: readonly string[]): string | null {
  const parameters = readParameters(text)
  if (parameters === null) return 'Write one parameter a line, as name=value.'
  const taken = Object.keys(parameters).find((name) => reserved.includes(name))
  return taken === undefined ? null : `Leave out “${taken}”: Patchbay sets it itself.`
}
