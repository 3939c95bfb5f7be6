import { useQuery } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { iClientQuery } from '../../api/iclients.ts'
import { Button } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import styles from './connections-page.module.css'

interface IClientFilterProps {
  id: string
  onRemove: () => void
}

/** Says which iClient the connections shown use, and shows all others again. */
export function IClientFilter({ id, onRemove }: IClientFilterProps) {
  const { data, error } = useQuery(iClientQuery(id))
  const name = isApiError(error, 'not_found') ? 'one that is deleted' : data?.name
  return (
    <p className={styles['chip']}>
      <span className={styles['what']}>
        <span className={styles['label']}>iClient</span>{' '}
        <span dir="auto" title={name}>
          {name ?? '…'}
        </span>
      </span>
      <Button
        variant="quiet"
        className={styles['remove']}
        aria-label="Remove the iClient filter"
        onClick={onRemove}
      >
        <CloseIcon />
      </Button>
    </p>
  )
}
