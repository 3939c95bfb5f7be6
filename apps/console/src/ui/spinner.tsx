import styles from './spinner.module.css'
import { VisuallyHidden } from './visually-hidden.tsx'

export function Spinner({ label }: { label?: string | undefined }) {
  return (
    <>
      <span className={styles['spinner']} aria-hidden="true" />
      {label !== undefined && <VisuallyHidden>{label}</VisuallyHidden>}
    </>
  )
}
