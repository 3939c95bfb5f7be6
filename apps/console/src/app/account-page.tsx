import { TotpSection } from '../features/totp/totp-section.tsx'
import styles from './settings-page.module.css'

export function AccountPage() {
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>Account</h1>
      <TotpSection />
    </div>
  )
}
