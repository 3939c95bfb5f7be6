export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

interface Point {
  readonly x: number
  readonly y: number
}

/** How far below a card's upper edge its ports are: beside the application's name, whatever stands below. */
export const portTop = 58

export interface Cable {
  readonly from: Point
  readonly to: Point
  readonly path: string
}

/** Down from card to card, where they lie in one column. */
function downward(upper: Box, lower: Box): Cable {
  const x = upper.left + upper.width / 2
  const from = { x, y: upper.top + upper.height }
  const to = { x, y: lower.top }
  return { from, to, path: `M ${from.x} ${from.y} L ${to.x} ${to.y}` }
}

function across(from: Point, to: Point): Cable {
  const reach = Math.max((to.x - from.x) / 2, 12)
  const path = `M ${from.x} ${from.y} C ${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`
  return { from, to, path }
}

/** From the end of one row through the gap below it to the beginning of the next. */
function toNextRow(from: Point, to: Point, gap: number): Cable {
  const bend = 14
  const right = from.x + bend
  const left = to.x - bend
  const path = [
    `M ${from.x} ${from.y} Q ${right} ${from.y} ${right} ${from.y + bend}`,
    `L ${right} ${gap - bend} Q ${right} ${gap} ${right - bend} ${gap}`,
    `L ${to.x} ${gap} Q ${left} ${gap} ${left} ${gap + bend}`,
    `L ${left} ${to.y - bend} Q ${left} ${to.y} ${to.x} ${to.y}`,
  ].join(' ')
  return { from, to, path }
}

/** The cable that joins two cards, by where they lie. */
export function cableBetween(before: Box, after: Box): Cable {
  const isBelow = after.top >= before.top + before.height
  if (isBelow && after.left === before.left) return downward(before, after)
  const from = { x: before.left + before.width, y: before.top + portTop }
  const to = { x: after.left, y: after.top + portTop }
  if (!isBelow) return across(from, to)
  return toNextRow(from, to, (before.top + before.height + after.top) / 2)
}

/** One cable fewer than there are cards. */
export function cablesAlong(boxes: readonly Box[]): Cable[] {
  return boxes.flatMap((box, index) => {
    const before = boxes[index - 1]
    return before === undefined ? [] : [cableBetween(before, box)]
  })
}
