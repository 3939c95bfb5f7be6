/** The drawing area of every plot: a unit a bucket across, and so many down. */
export const plotHeight = 100

/** A value to draw, or a gap. */
export type Point = number | null

function y(value: number, max: number): number {
  const share = max === 0 ? 0 : Math.min(1, value / max)
  return Math.round((1 - share) * plotHeight * 100) / 100
}

/** A level stretch for each bucket, joined with its neighbours: a value that stands alone is seen too. */
export function stepLine(points: readonly Point[], max: number): string {
  return points
    .map((point, index) => {
      if (point === null) return ''
      const start = index > 0 && points[index - 1] !== null ? 'V' : `M${index} `
      return `${start}${y(point, max)}H${index + 1}`
    })
    .join('')
}

export function stepArea(points: readonly Point[], max: number): string {
  return bars(
    points.map((point) => ({ from: 0, to: point ?? 0 })),
    { max, width: 1 },
  )
}

export interface Bar {
  readonly from: number
  readonly to: number
}

/** An upright bar in the middle of each bucket's room; nothing where there is nothing to see. */
export function bars(
  all: readonly Bar[],
  { max, width }: { readonly max: number; readonly width: number },
): string {
  return all
    .map(({ from, to }, index) => {
      if (to <= from) return ''
      const left = index + (1 - width) / 2
      const [top, bottom] = [y(to, max), y(from, max)]
      return `M${left} ${bottom}V${top}h${width}V${bottom}z`
    })
    .join('')
}

/** The end of a scale: a round number not below the largest value. */
export function scaleEnd(values: readonly Point[]): number {
  const largest = Math.max(1, ...values.map((value) => value ?? 0))
  const power = 10 ** Math.floor(Math.log10(largest))
  return [1, 2, 5, 10].map((step) => step * power).find((each) => each >= largest) ?? largest
}
