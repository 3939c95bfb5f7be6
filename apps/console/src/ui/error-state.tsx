import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './empty-state.module.css'
import { RefreshIcon, WarningIcon } from './icons.tsx'

export interface ErrorStateProps {
  title: string
  detail?: ReactNode | undefined
  /** For whoever has to look it up; in small type. */
  code?: string | undefined
  onRetry?: (() => void) | undefined
}

export function ErrorState({ title, detail, code, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className={classNames(styles['state'], styles['framed'])}>
      <span className={styles['bad']}>
        <WarningIcon />
      </span>
      <h2 className={styles['title']}>{title}</h2>
      {detail !== undefined && <div className={styles['text']}>{detail}</div>}
      {code !== undefined && <div className={styles['code']}>{code}</div>}
      {onRetry !== undefined && (
        <div className={styles['action']}>
          <Button icon={<RefreshIcon />} onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  )
}
