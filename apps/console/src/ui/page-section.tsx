import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './page-section.module.css'

export interface PageSectionProps {
  id: string
  title: string
  /** Beside the heading. */
  action?: ReactNode
  /** What it is for, or how it stands. */
  about?: ReactNode
  /** As wide as the page rather than as text is read. */
  wide?: boolean
  children?: ReactNode
}

/** One of several matters of a page. */
export function PageSection({ id, title, action, about, wide = false, children }: PageSectionProps) {
  return (
    <section aria-labelledby={id} className={classNames(styles['section'], wide && styles['wide'])}>
      <div className={styles['top']}>
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {about !== undefined && <p className={styles['about']}>{about}</p>}
      {children}
    </section>
  )
}
