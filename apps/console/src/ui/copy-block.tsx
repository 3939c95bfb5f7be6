import { type ReactNode, useId, useRef } from 'react'
import styles from './copy-block.module.css'
import { CopyButton } from './copy-button.tsx'

export interface CopyBlockProps {
  label: string
  /** Shown whole, on as many lines as it takes, and copied as it is. */
  value: string
  hint?: ReactNode | undefined
}

export function CopyBlock({ label, value, hint }: CopyBlockProps) {
  const id = useId()
  const code = useRef<HTMLElement>(null)
  return (
    <div role="group" aria-labelledby={id}>
      <div className={styles['head']}>
        <span id={id} className={styles['label']}>
          {label}
        </span>
        <CopyButton
          label={label}
          value={value}
          onRefused={() => code.current !== null && getSelection()?.selectAllChildren(code.current)}
        />
      </div>
      <pre className={styles['block']}>
        <code ref={code}>{value}</code>
      </pre>
      {hint !== undefined && <div className={styles['hint']}>{hint}</div>}
    </div>
  )
}
