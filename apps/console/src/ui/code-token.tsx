import type { ReactNode } from 'react'
import styles from './code-token.module.css'

export function CodeToken({ children }: { children: ReactNode }) {
  return <code className={styles['token']}>{children}</code>
}
