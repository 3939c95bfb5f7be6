/**
 * One form for all spellings that count as the same: NFKC, case-insensitive. By way of upper case, which maps letters
 * with two small forms (σ and ς, ß and ss) to one.
 */
export function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase()
}
