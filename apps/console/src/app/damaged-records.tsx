import type { Session } from '@patchbay/contracts/session'
import { Notice } from '../ui/notice.tsx'
import styles from './shell.module.css'

export function DamagedRecords({ records }: { records: Session['damagedRecords'] }) {
  if (records.length === 0) return null
  const title =
    records.length === 1
      ? 'One stored record could not be read and was set aside'
      : `${records.length} stored records could not be read and were set aside`
  return (
    <div className={styles['notice']}>
      <Notice tone="warn" title={title} role="note">
        Everything else works as before. The files are kept as they are: put them right or restore them from a
        backup, then restart Patchbay.
        <ul className={styles['damaged']}>
          {records.map((record) => (
            <li key={`${record.collection}/${record.name}`} dir="auto">
              <code>
                {record.collection}/{record.name}
              </code>
              : {record.reason}
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
