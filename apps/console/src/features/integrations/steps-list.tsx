import styles from './connections-tab.module.css'

interface StepsListProps {
  label: string
  steps: readonly { readonly id: string; readonly text: string }[]
}

const shown = 10

/** The first of some steps, and how many there are beside. */
export function StepsList({ label, steps }: StepsListProps) {
  const more = steps.length - shown
  return (
    <ul aria-label={label} className={styles['stepsList']}>
      {steps.slice(0, shown).map(({ id, text }) => (
        <li key={id} dir="auto">
          {text}
        </li>
      ))}
      {more > 0 && <li>and {more} more</li>}
    </ul>
  )
}
