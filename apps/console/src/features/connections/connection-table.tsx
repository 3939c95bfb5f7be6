import type { Connection } from '@patchbay/contracts/connection'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SortHeader, Table } from '../../ui/table.tsx'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { ConnectionRow } from './connection-row.tsx'
import styles from './connection-table.module.css'
import { type SortColumn, defaultSort, nextSort, sortDirection } from './list-search.ts'

const route = getRouteApi('/signed-in/connections')

// The heights that connection-table.module.css gives a row and a card.
const rowHeight = 49
const cardHeight = 132
const narrow = '(max-width: 640px)'

interface ConnectionTableProps {
  connections: readonly Connection[]
  total: number
  /** The next page could not be had. */
  failed: boolean
  /** The last rows come into view. */
  onEnd: () => void
  onRetry: () => void
}

export function ConnectionTable({ connections, total, failed, onEnd, onRetry }: ConnectionTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const height = useMediaQuery(narrow) ? cardHeight : rowHeight
  const rows = useRows(body, connections.length, height)
  const last = rows.items.at(-1)?.index ?? 0
  const nearEnd = last >= connections.length - 15

  useEffect(() => {
    if (nearEnd && !failed) onEnd()
  })

  return (
    <>
      <Table className={styles['table']} aria-rowcount={total + 1}>
        <Head />
        <tbody ref={body}>
          <Gap height={rows.before} />
          {rows.items.map(({ index }) => {
            const connection = connections[index]
            return connection && <ConnectionRow key={connection.id} connection={connection} rowIndex={index + 2} />
          })}
          <Gap height={rows.after} />
        </tbody>
      </Table>
      {failed && (
        <p className={styles['more']}>
          The next rows could not be loaded. <Button onClick={onRetry}>Try again</Button>
        </p>
      )}
    </>
  )
}

/** The rows in view, and the heights of those before and after them. */
function useRows(body: React.RefObject<HTMLElement | null>, count: number, height: number) {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect()
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY))
  }, [body, height])
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, height])
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  return {
    items,
    before: first === undefined ? 0 : first.start - top,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - (last.end - top),
  }
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true" className={styles['gap']}>
      <td colSpan={4} style={{ height }} />
    </tr>
  )
}

function Head() {
  return (
    <thead>
      <tr>
        <SortedHeader column="name">Name</SortedHeader>
        <SortedHeader column="status">Status</SortedHeader>
        <th scope="col" className={styles['time']}>
          Token expiry
        </th>
        <SortedHeader column="lastUsedAt">Last used</SortedHeader>
      </tr>
    </thead>
  )
}

function SortedHeader({ column, children }: { column: SortColumn; children: ReactNode }) {
  const { sort = defaultSort } = route.useSearch()
  const navigate = route.useNavigate()
  const direction = sortDirection(sort, column)
  const next = nextSort(sort, column)
  return (
    <SortHeader
      className={styles[column]}
      direction={direction === null ? null : direction === 'ascending' ? 'asc' : 'desc'}
      onSort={() =>
        void navigate({
          search: (previous) => ({ ...previous, sort: next === defaultSort ? undefined : next }),
          replace: true,
          resetScroll: false,
        })
      }
    >
      {children}
    </SortHeader>
  )
}

export function ConnectionTableSkeleton() {
  return (
    <Table className={styles['table']} aria-busy="true" aria-label="Connections are loading">
      <Head />
      <tbody>
        {Array.from({ length: 6 }, (_, index) => (
          <tr key={index} className={styles['row']}>
            <td>
              <Skeleton width="60%" height={14} />
            </td>
            <td>
              <Skeleton width={72} height={14} />
            </td>
            <td>
              <Skeleton width={80} height={14} />
            </td>
            <td>
              <Skeleton width={64} height={14} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
