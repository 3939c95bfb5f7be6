import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Choice } from './api-key-form.ts'
import styles from './api-keys.module.css'
import { apiKeyQueries } from './queries.ts'

interface ConnectionChoicesProps {
  chosen: readonly Choice[]
  onTick: (choice: Choice, ticked: boolean) => void
}

/** Connections with tick boxes, found by the server. What was chosen before a search stays in sight, above what it finds. */
export function ConnectionChoices({ chosen, onTick }: ConnectionChoicesProps) {
  const [words, setWords] = useState<string>()
  // As of the last search: a box that moved or went at its own click would take the focus with it.
  const [kept, setKept] = useState(chosen)
  const { data, error, refetch } = useQuery(apiKeyQueries.choices(words))
  const found = (data?.items ?? []).filter(({ id }) => !kept.some((each) => each.id === id))
  const more = (data?.total ?? 0) - (data?.items.length ?? 0)

  function search(next: string | undefined) {
    setKept(chosen)
    setWords(next)
  }

  return (
    <div className={styles['choices']}>
      <div className={styles['find']}>
        <SearchField
          label="Search connections"
          placeholder="Search by name"
          value={words ?? ''}
          onSearch={search}
        />
        <span className={styles['count']} role="status">
          {chosen.length} chosen
        </span>
      </div>
      <ul className={styles['found']} aria-label="Connections to choose from">
        {[...kept, ...found].map(({ id, name }) => (
          <li key={id}>
            <Checkbox
              label={name}
              checked={chosen.some((each) => each.id === id)}
              onCheckedChange={(ticked) => onTick({ id, name }, ticked)}
            />
          </li>
        ))}
      </ul>
      {data === undefined && error === null && <Skeleton height={20} lines={3} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && found.length === 0 && (
        <p className={styles['note']}>{nothingText(words, kept)}</p>
      )}
      {more > 0 && <p className={styles['note']}>{more} more: search for the one you need.</p>}
    </div>
  )
}

function nothingText(words: string | undefined, kept: readonly Choice[]): string {
  if (words === undefined) return kept.length > 0 ? 'There are no others.' : 'There are no connections yet.'
  return kept.length > 0 ? 'No other connection matches.' : 'No connection matches.'
}
