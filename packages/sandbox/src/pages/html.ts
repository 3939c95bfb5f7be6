/** Markup that is safe to send: made by `html` alone, which escapes every value put into it. */
export interface Html {
  readonly text: string
  readonly [safe]: true
}

type Value = Html | string | number | false | null | undefined | readonly Html[]

const safe = Symbol('safe')

export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  const text = strings.reduce((done, string, at) => done + render(values[at - 1]) + string)
  return { text, [safe]: true }
}

function render(value: Value): string {
  if (value === false || value === null || value === undefined) return ''
  if (typeof value === 'string' || typeof value === 'number') return escape(String(value))
  if (safe in value) return value.text
  return value.map((part) => part.text).join('')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
