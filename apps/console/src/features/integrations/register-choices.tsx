import type { ListedConnection } from '@patchbay/contracts/connections'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './connections-tab.module.css'
import { integrationQueries } from './queries.ts'
import type { Choice } from './registration.ts'

interface RegisterChoicesProps {
  integrationId: string
  chosen: readonly Choice[]
  onTick: (choice: Choice, ticked: boolean) => void
}

/** All connections with tick boxes, found by the server; those registered already are ticked for good. */
export function RegisterChoices({ integrationId, chosen, onTick }: RegisterChoicesProps) {
  const [words, setWords] = useState<string>()
  const list = useInfiniteQuery(integrationQueries.choices(words))
  const registered = useQuery(integrationQueries.registeredIds(integrationId))
  const applications = useQuery(applicationQueries.list()).data?.items ?? []
  const error = list.error ?? registered.error
  const there = new Set(registered.data)
  const found = list.data?.pages.flatMap((page) => page.items) ?? []

  function describe({ id, application }: ListedConnection): string {
    const name = applications.find((each) => each.id === application)?.name ?? application
    return there.has(id) ? `${name}, registered already` : name
  }

  function retry() {
    void list.refetch()
    void registered.refetch()
  }

  const search = (
    <SearchField
      label="Search connections"
      placeholder="Search by name"
      value={words ?? ''}
      onSearch={setWords}
    />
  )
  if (list.data === undefined || registered.data === undefined) {
    return (
      <>
        {search}
        {error === null ? (
          <Skeleton height={28} lines={6} />
        ) : (
          <ErrorState {...errorText(error)} onRetry={retry} />
        )}
      </>
    )
  }
  return (
    <>
      {search}
      {found.length === 0 ? (
        <p className={styles['note']}>
          {words === undefined ? 'There are no connections yet.' : 'No connection matches.'}
        </p>
      ) : (
        <ul className={styles['choices']} aria-label="Connections to choose from">
          {found.map((each) => (
            <li key={each.id}>
              <Checkbox
                label={each.name}
                description={describe(each)}
                disabled={there.has(each.id)}
                checked={there.has(each.id) || chosen.some(({ id }) => id === each.id)}
                onCheckedChange={(ticked) => onTick({ id: each.id, name: each.name }, ticked)}
              />
            </li>
          ))}
          {list.hasNextPage && (
            <li>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                Show more
              </Button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}
