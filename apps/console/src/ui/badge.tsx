import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { classNames } from './class-names.ts'

export interface BadgeProps {
  tone: 'ok' | 'bad' | 'warn' | 'neutral' | 'accent'
  dot?: boolean | undefined
  children: ReactNode
  title?: string | undefined
}

export function Badge({ tone, dot = true, children, title }: BadgeProps) {
  return (
    <span className={classNames(styles['badge'], styles[tone], dot && styles['dot'])} title={title}>
      <span className={styles['text']}>{children}</span>
    </span>
  )
}
