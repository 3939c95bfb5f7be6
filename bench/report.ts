/** One line of a table: what was measured, and how it stands to its yardstick and its goal. */
export interface Finding {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Undefined: there is none. */
  readonly isMet?: boolean | undefined
  /** In words: the yardstick it is held against, the goal. */
  readonly remark?: string | undefined
}

export interface Section {
  readonly title: string
  readonly findings: readonly Finding[]
}

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

function line({ name, value, unit, isMet, remark = '' }: Finding): string {
  const mark = isMet === undefined ? ' ' : isMet ? '✓' : '✗'
  return `  ${mark} ${name.padEnd(52)} ${number.format(value).padStart(10)} ${unit.padEnd(6)} ${remark}`.trimEnd()
}

export function print({ title, findings }: Section): void {
  process.stdout.write(`\n${title}\n${findings.map(line).join('\n')}\n`)
}
