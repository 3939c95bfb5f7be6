import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'

export interface PastedAddress {
  settings: Settings
  hint: string
}

/** `Endpoint name`, `Endpoint version` -> `endpoint name and version`. */
function inOneBreath(labels: string[]): string {
  const [first = '', ...others] = labels.map((label) => label.toLowerCase())
  const [noun] = first.split(' ')
  const rest = others.map((label) => (label.startsWith(`${noun} `) ? label.slice(`${noun} `.length) : label))
  return [first, ...rest].join(' and ')
}

/** Takes a pasted address apart; null where it holds nothing but itself. */
export function readPastedAddress(definition: ApplicationDefinition, value: string): PastedAddress | null {
  const settings = definition.fromPastedAddress?.(value) ?? null
  if (settings === null) return null
  const labels = definition.fields
    .filter((field) => field.name !== definition.addressField && settings[field.name] !== undefined)
    .map((field) => field.label)
  const also = labels.length === 0 ? '' : `; ${inOneBreath(labels)} are filled in too`
  return {
    settings,
    hint: `Taken from the address you pasted${labels.length === 1 ? also.replace(' are ', ' is ') : also}.`,
  }
}

/**
 * Typing adds a character at a time. More at once is a paste, a fill-in of the browser, or a drop; also over what was
 * there, but for what the two have in common at either end.
 */
export function cameAtOnce(before: string, after: string): boolean {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start += 1
  let end = 0
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return after.length - start - end > 3
}
