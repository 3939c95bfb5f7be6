import { getRouteApi } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import control from '../../ui/control.module.css'
import { FilterSelect } from '../../ui/filter-select.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { type ActivitySearch, isFiltered, type Kind, kinds } from './activity-search.ts'
import styles from './activity.module.css'

const route = getRouteApi('/signed-in/activity')
const any = 'any'

const kindOptions = [
  { value: any, label: 'All activity' },
  ...Object.entries(kinds).map(([value, { label }]) => ({ value, label })),
]
const resultOptions = [
  { value: any, label: 'Any result' },
  { value: 'success', label: 'Done' },
  { value: 'failure', label: 'Refused' },
]

export function ActivityFilters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()

  function filter(change: Partial<ActivitySearch>) {
    void navigate({ search: (previous) => ({ ...previous, ...change }), replace: true, resetScroll: false })
  }

  function clear() {
    void navigate({ search: {}, replace: true })
    // The button goes, and with it the focus.
    document.querySelector<HTMLElement>('h1')?.focus()
  }

  return (
    <div className={styles['filters']} role="search" aria-label="Activity">
      <div className={styles['search']}>
        <SearchField
          label="Search"
          placeholder="Search by name, action or address"
          value={search.q ?? ''}
          onSearch={(words) => filter({ q: words })}
        />
      </div>
      <div className={styles['filter']}>
        <FilterSelect
          label="Kind"
          value={search.kind ?? any}
          onValueChange={(value) => filter({ kind: value === any ? undefined : (value as Kind) })}
          options={kindOptions}
        />
      </div>
      <div className={styles['filter']}>
        <FilterSelect
          label="Result"
          value={search.result ?? any}
          onValueChange={(value) =>
            filter({ result: value === 'success' || value === 'failure' ? value : undefined })
          }
          options={resultOptions}
        />
      </div>
      <DayField label="From" value={search.from} onChange={(from) => filter({ from })} />
      <DayField label="To" value={search.to} onChange={(to) => filter({ to })} />
      {isFiltered(search) && (
        <Button variant="quiet" onClick={clear}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

interface DayFieldProps {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <label className={styles['dayField']}>
      {label}
      <input
        type="date"
        className={classNames(control['control'], styles['date'])}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </label>
  )
}
