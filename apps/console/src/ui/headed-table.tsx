import type { ReactNode } from 'react'
import { Table } from './table.tsx'

export interface HeadedTableProps {
  /** Of the columns: what stands above, and the name of their class. */
  columns: readonly (readonly [label: string, name: string])[]
  styles: Readonly<Record<string, string>>
  /** Rows. */
  children: ReactNode
}

export function HeadedTable({ columns, styles, children }: HeadedTableProps) {
  return (
    <Table className={styles['table']}>
      <thead>
        <tr>
          {columns.map(([label, name]) => (
            <th key={label} scope="col" className={styles[name]}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </Table>
  )
}
