/** So many buckets of equal length, which go round. Those of both spans lie one after the other in each column. */
export interface Span {
  readonly bucketMs: number
  readonly count: number
  /** Where its buckets begin. */
  readonly first: number
}

export const spans = {
  hour: { bucketMs: 60_000, count: 60, first: 0 },
  day: { bucketMs: 900_000, count: 96, first: 60 },
} as const satisfies Record<string, Span>

export type SpanName = keyof typeof spans

const slots = spans.hour.count + spans.day.count

/** Counters, `width` of them a bucket. */
export class Column<Cells extends Uint8Array | Uint32Array> {
  readonly cells: Cells
  readonly width: number

  constructor(make: (length: number) => Cells, width: number) {
    this.cells = make(slots * width)
    this.width = width
  }

  clear(slot: number): void {
    this.cells.fill(0, slot * this.width, (slot + 1) * this.width)
  }

  at(slot: number, index: number): number {
    return this.cells[slot * this.width + index] ?? 0
  }

  set(slot: number, index: number, value: number): void {
    this.cells[slot * this.width + index] = value
  }
}

export function counts(width: number): Column<Uint32Array> {
  return new Column((length) => new Uint32Array(length), width)
}

export function bytes(width: number): Column<Uint8Array> {
  return new Column((length) => new Uint8Array(length), width)
}
