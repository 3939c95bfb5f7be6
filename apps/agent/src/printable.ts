/** Text from elsewhere for a terminal: nothing in it may move the cursor, or begin a line. */
export function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e\u{a0}-\u{2027}\u{202a}-\u{ffff}]/gu, '?').slice(0, 300)
}
