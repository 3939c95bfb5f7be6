import { errorText } from '../api/error-text.ts'
import { Notice } from '../ui/notice.tsx'
import styles from './records.module.css'

/** What went wrong, where it belongs to no field. */
export function Failure({ error }: { error: unknown }) {
  if (error === null) return null
  const { title, detail, code } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail} <code className={styles['code']}>{code}</code>
    </Notice>
  )
}
