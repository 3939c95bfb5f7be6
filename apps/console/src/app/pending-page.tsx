import { Skeleton } from '../ui/skeleton.tsx'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import styles from './page.module.css'

export function PendingPage() {
  return (
    <div className={styles['page']} role="status">
      <VisuallyHidden>Loading</VisuallyHidden>
      <Skeleton width={220} height={26} />
      <Skeleton height={14} lines={4} />
    </div>
  )
}
