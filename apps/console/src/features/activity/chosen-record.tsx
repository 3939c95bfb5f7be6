import type { AuditEventReply } from '@patchbay/contracts/events'
import type { ActivitySearch } from './activity-search.ts'
import styles from './activity.module.css'

interface ChosenRecordProps {
  search: ActivitySearch
  /** The newest event that is found, which knows the names. */
  first: AuditEventReply | undefined
}

/** Whose activity is shown, where it is that of one alone. */
export function ChosenRecord({ search: { actor, target }, first }: ChosenRecordProps) {
  if (actor === undefined && target === undefined) return null
  return (
    <p className={styles['chosen']}>
      {actor !== undefined && (
        <>
          Only what <bdi>{first?.actorName ?? actor}</bdi> did
        </>
      )}
      {actor !== undefined && target !== undefined && ', and '}
      {target !== undefined && (
        <>
          {actor === undefined && 'Only '}what happened to <bdi>{first?.target?.name ?? target}</bdi>
        </>
      )}
    </p>
  )
}
