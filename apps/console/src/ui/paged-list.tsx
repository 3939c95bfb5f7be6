import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorState, type ErrorStateProps } from './error-state.tsx'
import styles from './record-page.module.css'
import { Skeleton } from './skeleton.tsx'

interface Page<T> {
  readonly items: readonly T[]
}

export interface PagedListProps<T> {
  list: UseInfiniteQueryResult<InfiniteData<Page<T>>>
  /** An error in words. */
  describe: (error: unknown) => ErrorStateProps
  /** Where words are searched for: what is said when nothing has them, and how to be rid of them. */
  search: { readonly none: string; readonly clear: () => void } | null
  /** What stands where there is nothing yet. */
  empty: ReactNode
  children: (items: T[]) => ReactNode
}

/** A list that comes in pages, in each of its states. */
export function PagedList<T>({ list, describe, search, empty, children }: PagedListProps<T>) {
  if (list.data === undefined) {
    if (!list.isError) return <Skeleton height={40} lines={5} />
    return <ErrorState {...describe(list.error)} onRetry={() => void list.refetch()} />
  }
  const items = list.data.pages.flatMap((page) => [...page.items])
  if (items.length === 0) {
    if (search === null) return empty
    return <EmptyState title={search.none} action={<Button onClick={search.clear}>Clear search</Button>} />
  }
  return (
    <>
      {children(items)}
      {list.hasNextPage && (
        <p className={styles['more']}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </p>
      )}
    </>
  )
}
