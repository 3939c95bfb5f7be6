import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'

export interface EmptyStateProps {
  title: string
  children?: ReactNode | undefined
  action?: ReactNode | undefined
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={classNames(styles['state'], styles['framed'])}>
      <h2 className={styles['title']}>{title}</h2>
      {children !== undefined && <div className={styles['text']}>{children}</div>}
      {action !== undefined && <div className={styles['action']}>{action}</div>}
    </div>
  )
}
