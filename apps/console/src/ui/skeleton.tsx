import type { CSSProperties } from 'react'
import { classNames } from './class-names.ts'
import styles from './skeleton.module.css'

export interface SkeletonProps {
  width?: CSSProperties['width'] | undefined
  height?: CSSProperties['height'] | undefined
  lines?: number | undefined
}

/** Takes its room at once and becomes visible after 300 ms: quick answers flash nothing, and nothing shifts. */
export function Skeleton({ width, height, lines = 1 }: SkeletonProps) {
  return (
    <div aria-hidden="true" className={classNames(styles['skeleton'], styles['lines'])} style={{ width }}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className={styles['line']} style={{ height }} />
      ))}
    </div>
  )
}
