import { expect, it } from 'vitest'
import { type Box, cableBetween, cablesAlong, portTop } from './cable-path.ts'

const box = (left: number, top: number): Box => ({ left, top, width: 200, height: 120 })

it('curves from port to port in a row', () => {
  expect(cableBetween(box(0, 0), box(260, 0))).toEqual({
    from: { x: 200, y: portTop },
    to: { x: 260, y: portTop },
    path: `M 200 ${portTop} C 230 ${portTop} 230 ${portTop} 260 ${portTop}`,
  })
})

it('goes straight down in a column', () => {
  expect(cableBetween(box(0, 0), box(0, 150)).path).toBe('M 100 120 L 100 150')
})

it('goes through the gap between two rows, not through the cards', () => {
  const { from, to, path } = cableBetween(box(520, 0), box(0, 160))
  expect([from, to]).toEqual([
    { x: 720, y: portTop },
    { x: 0, y: 160 + portTop },
  ])
  expect(path).toContain('L 0 140')
})

it('joins every card with the one before', () => {
  expect(cablesAlong([])).toEqual([])
  expect(cablesAlong([box(0, 0)])).toEqual([])
  expect(cablesAlong([box(0, 0), box(260, 0), box(520, 0)])).toHaveLength(2)
})
