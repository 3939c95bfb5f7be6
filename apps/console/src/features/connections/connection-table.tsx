import type { ListedConnection } from '@patchbay/contracts/connections'
import { defaultPageSize } from '@patchbay/contracts/list'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, Suspense, lazy } from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SortHeader, Table } from '../../ui/table.tsx'
import { ConnectionRow } from './connection-row.tsx'
import styles from './connection-table.module.css'
import { type SortColumn, defaultSort, nextSort, sortDirection } from './list-search.ts'

const route = getRouteApi('/signed-in/connections')

// Most lists end on their first page; only a longer one needs the virtualizer, a tenth of the page's code.
const VirtualRows = lazy(async () => ({ default: (await import('./virtual-rows.tsx')).VirtualRows }))

interface ConnectionTableProps {
  connections: readonly ListedConnection[]
  total: number
  /** The last rows come into view. */
  onEnd: () => void
}

export function ConnectionTable({ connections, total, onEnd }: ConnectionTableProps) {
  const plain = (
    <tbody>
      {connections.slice(0, defaultPageSize).map((connection, index) => (
        <ConnectionRow key={connection.id} connection={connection} rowIndex={index + 2} />
      ))}
    </tbody>
  )
  return (
    <Table className={styles['table']} aria-rowcount={total + 1}>
      <Head />
      {total > defaultPageSize ? (
        <Suspense fallback={plain}>
          <VirtualRows connections={connections} onEnd={onEnd} />
        </Suspense>
      ) : (
        plain
      )}
    </Table>
  )
}

function Head() {
  return (
    <thead>
      <tr>
        <SortedHeader column="name">Name</SortedHeader>
        <SortedHeader column="status">Status</SortedHeader>
        <th scope="col" className={styles['health']}>
          24 h
        </th>
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
            <td className={styles['health']}>
              <Skeleton width={96} height={14} />
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
