import type { ReactNode } from 'react'
import { plotHeight } from './plot-paths.ts'
import styles from './traffic.module.css'

interface PlotProps {
  title: string
  /** What the top of the plot stands for. */
  top: string
  legend?: ReactNode | undefined
  /** Room across: one a bucket. */
  count: number
  size: 'lg' | 'md' | 'sm'
  /** Without a line at the top. */
  open?: boolean
  children: ReactNode
}

/** One of the plots that share a time axis. What it shows is read from the table, and from the line above. */
export function Plot({ title, top, legend, count, size, open = false, children }: PlotProps) {
  return (
    <div className={styles['plot']}>
      <div className={styles['plotHead']}>
        <span className={styles['plotTitle']}>{title}</span>
        <span className={styles['legend']}>{legend}</span>
        <span className={styles['top']}>{top}</span>
      </div>
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${count} ${plotHeight}`}
        preserveAspectRatio="none"
        className={styles['drawing']}
        data-size={size}
        data-top={open ? 'open' : undefined}
      >
        {children}
      </svg>
    </div>
  )
}

export function LegendKey({ mark, children }: { mark: string; children: ReactNode }) {
  return (
    <span className={styles['key']}>
      <span aria-hidden="true" className={styles['swatch']} data-mark={mark} />
      {children}
    </span>
  )
}
