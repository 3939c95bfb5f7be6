import type { Page } from '../stores/store.ts'
import type { Signer } from '../vault/signer.ts'
import { invalidValue } from './http-problem.ts'

/** Signed, so that the store meets no position that it did not give out. */
export interface Cursors {
  open(cursor: string | undefined): { after?: string }
  close(position: string | null): string | null
}

export function cursors(signer: Signer): Cursors {
  return {
    open(cursor) {
      if (cursor === undefined) return {}
      const [encoded = '', mac = ''] = cursor.split('.')
      const position = Buffer.from(encoded, 'base64url').toString('utf8')
      if (!signer.verify(position, mac)) {
        throw invalidValue('cursor', 'This cursor is not valid. Begin again with the first page.')
      }
      return { after: position }
    },
    close(position) {
      if (position === null) return null
      return `${Buffer.from(position, 'utf8').toString('base64url')}.${signer.mac(position)}`
    },
  }
}

/** `-name` -> by name, descending. */
export function sortOf(sort: string): { by: string; direction: 'asc' | 'desc' } {
  return sort.startsWith('-') ? { by: sort.slice(1), direction: 'desc' } : { by: sort, direction: 'asc' }
}

/** A page of records as an answer. */
export function presentPage<R, T>(page: Page<R>, list: Cursors, present: (record: R) => T) {
  return { items: page.items.map(present), nextCursor: list.close(page.next), total: page.total }
}
