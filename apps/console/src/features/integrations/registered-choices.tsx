import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './choices.module.css'
import { integrationQueries } from './queries.ts'
import { Standing } from './standing.tsx'

interface RegisteredChoicesProps {
  integrationId: string
  /** Null: of any. */
  application: string | null
  /** One that is no choice. */
  without?: string | null | undefined
  /** Left out: each is used at once. */
  chosen?: string | null | undefined
  /** Said where there is none to choose. */
  none: string
  busy?: boolean | undefined
  onChoose: (connection: { id: string; name: string }) => void
}

/** So many are found without a search. */
const fewEnough = 8

/** The connections that a step may use. */
export function RegisteredChoices(props: RegisteredChoicesProps) {
  const { integrationId, application, without, none } = props
  const [q, setQ] = useState<string | undefined>()
  const list = useInfiniteQuery(
    integrationQueries.registered(integrationId, { q, application: application ?? undefined }),
  )
  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={44} lines={2} />
    return <ErrorState {...errorText(list.error)} onRetry={() => void list.refetch()} />
  }
  const items = list.data.pages.flatMap((page) => page.items).filter(({ id }) => id !== without)
  if (items.length === 0 && q === undefined) return <p className={styles['none']}>{none}</p>
  return (
    <div className={styles['choices']}>
      {(q !== undefined || items.length > fewEnough) && (
        <SearchField
          label="Search registered connections"
          placeholder="Search by name"
          value={q ?? ''}
          onSearch={setQ}
        />
      )}
      <ul className={styles['items']}>
        {items.map((connection) => (
          <ChoiceItem key={connection.id} {...props} connection={connection} />
        ))}
      </ul>
      <p role="status" className={styles['none']}>
        {items.length === 0 && `None matches “${q}”.`}
      </p>
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </div>
  )
}

interface ChoiceItemProps extends Pick<RegisteredChoicesProps, 'chosen' | 'busy' | 'onChoose'> {
  connection: {
    id: string
    name: string
    application: string
    status: 'draft' | 'online' | 'offline'
    statusReason: string | null
  }
}

function ChoiceItem({ connection, chosen, busy, onChoose }: ChoiceItemProps) {
  const { id, name } = connection
  const { data } = useQuery(applicationQueries.list())
  const application = data?.items.find((each) => each.id === connection.application)
  return (
    <li className={styles['item']} data-chosen={chosen === id || undefined}>
      {application && <Monogram text={application.monogram.text} color={application.monogram.color} />}
      <span className={styles['names']}>
        <span className={styles['name']} title={name} dir="auto">
          {name}
        </span>
        <span className={styles['application']}>{application?.name ?? connection.application}</span>
      </span>
      <Standing connection={connection} />
      <Button
        busy={busy}
        aria-label={`Use ${name}`}
        aria-pressed={chosen === undefined ? undefined : chosen === id}
        onClick={() => onChoose({ id, name })}
      >
        Use
      </Button>
    </li>
  )
}
