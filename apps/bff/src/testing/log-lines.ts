import type { DestinationStream } from 'pino'

/** A log that tests can read. */
export interface LogLines extends DestinationStream {
  text(): string
  lines(): Record<string, unknown>[]
}

export function logLines(): LogLines {
  const written: string[] = []
  return {
    write: (line) => void written.push(line),
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}
