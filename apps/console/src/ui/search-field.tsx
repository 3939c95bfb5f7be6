import { useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import styles from './filter-select.module.css'

const pauseMs = 250

interface SearchFieldProps {
  label: string
  placeholder: string
  value: string
  /** Called when the typing pauses; undefined: nothing is searched for. */
  onSearch: (words: string | undefined) => void
}

export function SearchField({ label, placeholder, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef(value)

  useEffect(() => () => clearTimeout(timer.current), [])
  // The address changed otherwise, as by Back: what is shown follows, but never overtakes the typing.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])

  function search(words: string) {
    clearTimeout(timer.current)
    asked.current = words.trim()
    onSearch(words.trim() === '' ? undefined : words.trim())
  }

  return (
    <input
      type="search"
      dir="auto"
      aria-label={label}
      className={classNames(control['control'], styles['search'])}
      placeholder={placeholder}
      maxLength={200}
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        const words = event.target.value
        setTyped(words)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => search(words), pauseMs)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        // In a form it would submit that, too.
        event.preventDefault()
        search(typed)
      }}
    />
  )
}
