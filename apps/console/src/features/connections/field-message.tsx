import { WarningIcon } from '../../ui/icons.tsx'
import styles from './connection-form.module.css'

/** What is wrong with a part that is no single control of the kit. */
export function FieldMessage({ id, message }: { id: string; message: string | undefined }) {
  if (message === undefined) return null
  return (
    <div id={id} className={styles['error']} role="alert">
      <WarningIcon />
      <span>{message}</span>
    </div>
  )
}
