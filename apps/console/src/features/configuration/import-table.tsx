import type { ImportItem } from '@patchbay/contracts/configuration'
import { Badge } from '../../ui/badge.tsx'
import { HeadedTable } from '../../ui/headed-table.tsx'
import styles from './configuration.module.css'
import { detailOf } from './import-words.ts'

const columns = [
  ['Name', 'name'],
  ['Kind', 'kind'],
  ['Outcome', 'outcome'],
  ['Details', 'details'],
] as const

const kinds = { connection: 'Connection', iclient: 'iClient' } as const

const outcomes = {
  before: { create: 'Create', change: 'Change', same: 'Same', conflict: 'Leave out' },
  after: { create: 'Created', change: 'Changed', same: 'Same', conflict: 'Left out' },
} as const

const tones = { create: 'ok', change: 'accent', same: 'neutral', conflict: 'warn' } as const

interface ImportTableProps {
  items: readonly ImportItem[]
  when: 'before' | 'after'
}

export function ImportTable({ items, when }: ImportTableProps) {
  return (
    <HeadedTable columns={columns} styles={styles}>
      {items.map((item) => (
        <tr key={`${item.kind} ${item.name}`} className={styles['row']}>
          <td className={styles['itemName']} dir="auto">
            {item.name}
          </td>
          <td data-label="Kind">{kinds[item.kind]}</td>
          <td data-label="Outcome">
            <Badge tone={tones[item.outcome]}>{outcomes[when][item.outcome]}</Badge>
          </td>
          <td data-label="Details" className={styles['detail']}>
            {detailOf(item) || '–'}
          </td>
        </tr>
      ))}
    </HeadedTable>
  )
}
