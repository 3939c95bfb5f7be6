const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
/** Marks that would turn around what stands beside them. */
const directions = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
const [isolate, popIsolate] = ['\u2068', '\u2069']

/** A text of others as a part of one line: it cannot begin a new line or header, nor turn the rest around. */
export function oneLine(text: string, mostCharacters = 200): string {
  const line = text.replaceAll(breaks, ' ').replaceAll(directions, '').trim()
  const characters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment)
  const short =
    characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : line
  return rightToLeft.test(short) ? isolate + short + popIsolate : short
}
