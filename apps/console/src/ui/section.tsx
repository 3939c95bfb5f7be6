import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

export interface SectionProps {
  title: string
  /** At the other end of the title's line. */
  aside?: ReactNode | undefined
  children: ReactNode
}

export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className={styles['section']}>
      <div className={styles['head']}>
        <h3 id={id} className={styles['title']}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </fieldset>
  )
}
