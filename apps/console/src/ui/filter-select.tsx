import { classNames } from './class-names.ts'
import control from './control.module.css'
import styles from './filter-select.module.css'
import { ChevronDownIcon } from './icons.tsx'

interface FilterSelectProps {
  label: string
  value: string
  onValueChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

/** The browser's own select: a filter is on the first page that loads, and Base UI's would be a third of it. */
export function FilterSelect({ label, value, onValueChange, options }: FilterSelectProps) {
  return (
    <div className={styles['filter']}>
      <select
        aria-label={label}
        className={classNames(control['control'], styles['select'])}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <span className={styles['icon']}>
        <ChevronDownIcon />
      </span>
    </div>
  )
}
