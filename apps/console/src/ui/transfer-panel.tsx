import { useId, useState } from 'react'
import { Checkbox } from './checkbox.tsx'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { SearchIcon } from './icons.tsx'
import styles from './transfer-list.module.css'

export interface TransferItem {
  value: string
  label: string
  description?: string | undefined
  /** Why it cannot be added. */
  blocked?: string | undefined
}

export interface TransferPanelProps {
  label: string
  items: readonly TransferItem[]
  ticked: ReadonlySet<string>
  onTick: (value: string, ticked: boolean) => void
  blockable: boolean
  emptyText: string
}

export function TransferPanel({ label, items, ticked, onTick, blockable, emptyText }: TransferPanelProps) {
  const [search, setSearch] = useState('')
  const id = useId()
  const shown = items.filter((item) => matches(item, search))
  return (
    <section className={styles['panel']} aria-labelledby={id}>
      <h3 className={styles['title']}>
        <span id={id}>{label}</span>
        <span className={styles['count']}>
          {search ? `${shown.length} of ${items.length}` : items.length}
        </span>
      </h3>
      <div className={styles['search']}>
        <SearchIcon />
        <input
          type="search"
          aria-label={`Search ${label}`}
          placeholder="Search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
          className={classNames(control['control'])}
        />
      </div>
      {shown.length === 0 ? (
        <p className={styles['nothing']}>{search ? 'Nothing matches the search.' : emptyText}</p>
      ) : (
        <ul className={styles['items']} aria-labelledby={id}>
          {shown.map((item) => (
            <li key={item.value} className={styles['item']}>
              <Checkbox
                mono
                label={item.label}
                description={item.description}
                blocked={blockable ? item.blocked : undefined}
                checked={ticked.has(item.value)}
                onCheckedChange={(next) => onTick(item.value, next)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function matches(item: TransferItem, search: string): boolean {
  const words = search.trim().toLocaleLowerCase()
  return [item.value, item.label, item.description].some((text) => text?.toLocaleLowerCase().includes(words))
}
