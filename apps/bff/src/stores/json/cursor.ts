import { StoreError } from '../store.ts'
import type { SortPosition } from './sort-order.ts'

/** The order that a position belongs to, e.g. `name asc`. */
type Order = string

export function encodeCursor(order: Order, { value, id }: SortPosition): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url')
}

/** @throws StoreError `invalid_cursor` */
export function decodeCursor(cursor: string, order: Order): SortPosition {
  const [cursorOrder, value, id] = parse(cursor)
  const isValue = value === null || typeof value === 'string' || typeof value === 'number'
  if (cursorOrder !== order || !isValue || typeof id !== 'string') {
    throw new StoreError('invalid_cursor', 'The cursor is not one of this list.')
  }
  return { value, id }
}

function parse(cursor: string): unknown[] {
  try {
    const decoded: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(decoded) ? decoded : []
  } catch {
    return []
  }
}
