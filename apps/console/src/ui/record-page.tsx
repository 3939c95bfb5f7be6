import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { PlusIcon } from './icons.tsx'
import styles from './record-page.module.css'
import { SearchField } from './search-field.tsx'

export interface RecordPageProps {
  title: string
  /** How many there are in all, once that is known. */
  total: number | undefined
  /** What the button at the top right says; undefined: there is none. */
  create: string | undefined
  onCreate: () => void
  /** Above the search; takes no room where it renders nothing. */
  notice?: ReactNode
  /** Words that are searched for. */
  words: string | undefined
  onSearch: (words: string | undefined) => void
  children: ReactNode
}

/** The page of one kind of record: how many, one more, a search, and the list below. */
export function RecordPage(props: RecordPageProps) {
  const { title, total, create, onCreate, notice, words, onSearch, children } = props
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <h1 tabIndex={-1}>{title}</h1>
        <span className={styles['total']} role="status">
          {total}
        </span>
        {create !== undefined && (
          <span className={styles['create']}>
            <Button variant="primary" icon={<PlusIcon />} onClick={onCreate}>
              {create}
            </Button>
          </span>
        )}
      </div>
      <div className={styles['notice']}>{notice}</div>
      <div className={styles['search']} role="search" aria-label={title}>
        <SearchField label="Search" placeholder="Search by name" value={words ?? ''} onSearch={onSearch} />
      </div>
      {children}
    </div>
  )
}
