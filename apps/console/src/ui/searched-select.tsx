import type { Option } from './option.ts'
import { SearchField } from './search-field.tsx'
import styles from './searched-select.module.css'
import { Select } from './select.tsx'

interface SearchedSelectProps {
  label: string
  hint?: string | undefined
  placeholder?: string | undefined
  /** What was chosen stays among the options, whatever is searched for. */
  value: Option | null
  onValueChange: (option: Option) => void
  options: readonly Option[]
  /** There are others beside those in `options`. */
  isPartial: boolean
  searchLabel: string
  words: string | undefined
  onSearch: (words: string | undefined) => void
}

/** A select of what a server lists by pages: where there are more than one page of them, they can be searched. */
export function SearchedSelect(props: SearchedSelectProps) {
  const { value, onValueChange, options, isPartial, searchLabel, words, onSearch, hint, ...field } = props
  const isSearched = words !== undefined || isPartial
  const isChosenAmong = value === null || options.some((each) => each.value === value.value)
  const all = isChosenAmong ? options : [value, ...options]
  return (
    <div className={styles['field']}>
      {isSearched && (
        <SearchField label={searchLabel} placeholder={searchLabel} value={words ?? ''} onSearch={onSearch} />
      )}
      <Select
        {...field}
        hint={isSearched && options.length === 0 ? 'Nothing matches the search.' : hint}
        value={value?.value ?? null}
        onValueChange={(next) => {
          const option = all.find((each) => each.value === next)
          if (option !== undefined) onValueChange(option)
        }}
        options={all}
      />
    </div>
  )
}
