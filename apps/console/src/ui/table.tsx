import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ArrowDownIcon, ArrowUpIcon } from './icons.tsx'
import styles from './table.module.css'

/** On narrow screens rows become cards: give each `td` a `data-label`, which is shown there. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table {...rest} className={classNames(styles['table'], className)} />
}

export interface SortHeaderProps {
  children: ReactNode
  direction: 'asc' | 'desc' | null
  onSort: () => void
  className?: string | undefined
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const

export function SortHeader({ children, direction, onSort, className }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={direction === null ? 'none' : ariaSort[direction]} className={className}>
      <button type="button" className={styles['sort']} onClick={onSort}>
        {children}
        <span className={styles['arrow']}>{direction === 'desc' ? <ArrowDownIcon /> : <ArrowUpIcon />}</span>
      </button>
    </th>
  )
}
