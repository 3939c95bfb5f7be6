import { Badge } from './badge.tsx'
import { Button } from './button.tsx'
import styles from './line-list.module.css'

export interface Line {
  readonly id: string
  readonly title: string
  readonly detail: string
  /** What sets it apart from the others; it has no action then. */
  readonly mark?: string | undefined
}

export interface LineListProps {
  label: string
  lines: readonly Line[]
  /** What the button of a line says, and does. */
  action: string
  onAction: (id: string) => void
  /** Said where there are none. */
  none: string
}

export function LineList({ label, lines, action, onAction, none }: LineListProps) {
  if (lines.length === 0) return <p className={styles['none']}>{none}</p>
  return (
    <ul className={styles['list']} aria-label={label}>
      {lines.map(({ id, title, detail, mark }) => (
        <li key={id} className={styles['line']}>
          <div className={styles['text']}>
            <div className={styles['title']}>{title}</div>
            <div className={styles['detail']}>{detail}</div>
          </div>
          {mark === undefined ? (
            <Button
              className={styles['action']}
              aria-label={`${action}: ${title}`}
              onClick={() => onAction(id)}
            >
              {action}
            </Button>
          ) : (
            <Badge tone="accent" dot={false}>
              {mark}
            </Badge>
          )}
        </li>
      ))}
    </ul>
  )
}
