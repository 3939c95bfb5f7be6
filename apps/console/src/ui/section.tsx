import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

export interface SectionProps {
  title: string
  children: ReactNode
}

export function Section({ title, children }: SectionProps) {
  const id = useId()
  return (
    <fieldset aria-labelledby={id} className={styles['section']}>
      <h3 id={id} className={styles['title']}>
        {title}
      </h3>
      {children}
    </fieldset>
  )
}
