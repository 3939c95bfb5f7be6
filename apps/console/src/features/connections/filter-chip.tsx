import { Button } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import styles from './connections-page.module.css'

interface FilterChipProps {
  /** What the connections shown use. */
  kind: 'iClient' | 'agent'
  /** undefined: not known yet. */
  name: string | undefined
  onRemove: () => void
}

/** Says what the connections shown use, and shows all others again. */
export function FilterChip({ kind, name, onRemove }: FilterChipProps) {
  return (
    <p className={styles['chip']}>
      <span className={styles['what']}>
        <span className={styles['label']}>{kind === 'agent' ? 'Agent' : kind}</span>{' '}
        <span dir="auto" title={name}>
          {name ?? '…'}
        </span>
      </span>
      <Button
        variant="quiet"
        className={styles['remove']}
        aria-label={`Remove the ${kind} filter`}
        onClick={onRemove}
      >
        <CloseIcon />
      </Button>
    </p>
  )
}
