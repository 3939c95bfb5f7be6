import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import { useId } from 'react'
import styles from './used-by.module.css'
import { placeText, registeredOnly, unnamedUses } from './uses-text.ts'

/** A dialog names so many of a kind; the page names all. */
const shown = 6

interface Entry {
  readonly id: string
  readonly text: string
}

const entry = ({ id, name }: { readonly id: string; readonly name: string }): Entry => ({ id, text: name })

/** What uses a connection, by kind, where there is no room for links. */
export function UsesList({ uses }: { uses: ConnectionUses }) {
  const steps = uses.steps.map((place) => ({
    id: place.stepId,
    text: `${place.integrationName}, ${place.flowName}, ${placeText(place)}`,
  }))
  const unnamed = unnamedUses(uses)
  return (
    <div className={styles['groups']}>
      <Group label="Steps of flows" entries={steps} />
      <Group label="Integrations with which it is registered" entries={registeredOnly(uses).map(entry)} />
      <Group label="API keys" entries={uses.apiKeys.map(entry)} />
      <Group label="Connections that borrow concurrency from it" entries={uses.borrowers.map(entry)} />
      {unnamed > 0 && <p>And {unnamed} more.</p>}
    </div>
  )
}

function Group({ label, entries }: { label: string; entries: readonly Entry[] }) {
  const id = useId()
  if (entries.length === 0) return null
  const more = entries.length - shown
  return (
    <div className={styles['group']}>
      <div id={id} className={styles['kind']}>
        {label}
      </div>
      <ul aria-labelledby={id} className={styles['names']}>
        {entries.slice(0, shown).map((each) => (
          <li key={each.id} dir="auto">
            {each.text}
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
    </div>
  )
}
