import type { ReactNode } from 'react'
import { BrandMark } from '../../ui/icons.tsx'
import styles from './entrance.module.css'

/** The page in front of the console: brand, heading, one thing to do. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles['entrance']}>
      <div className={styles['card']}>
        <div className={styles['brand']}>
          <BrandMark />
          Patchbay
        </div>
        <h1 tabIndex={-1}>{title}</h1>
        {children}
      </div>
    </main>
  )
}
