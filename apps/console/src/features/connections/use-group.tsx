import { type ComponentType, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import page from './connection-page.module.css'
import styles from './used-by.module.css'

/** So many are shown until all are asked for. */
const shownAtFirst = 8

interface UseGroupProps<T> {
  label: string
  uses: readonly T[]
  keyOf: (use: T) => string
  Use: ComponentType<{ use: T }>
}

export function UseGroup<T>({ label, uses, keyOf, Use }: UseGroupProps<T>) {
  const [all, setAll] = useState(false)
  if (uses.length === 0) return null
  // A button that would show one more takes the room of that one.
  const shown = all || uses.length === shownAtFirst + 1 ? uses : uses.slice(0, shownAtFirst)
  return (
    <div className={page['fact']}>
      <dt>{label}</dt>
      <dd>
        <ul className={styles['uses']}>
          {shown.map((use) => (
            <li key={keyOf(use)}>
              <Use use={use} />
            </li>
          ))}
        </ul>
        {shown.length < uses.length && (
          <Button variant="quiet" className={styles['all']} onClick={() => setAll(true)}>
            Show all {uses.length}
          </Button>
        )}
      </dd>
    </div>
  )
}
