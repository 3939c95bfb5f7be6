import { PasswordSection } from '../features/account/password-section.tsx'
import { ProfileSection } from '../features/account/profile-section.tsx'
import { SessionSection } from '../features/account/session-section.tsx'
import { TotpSection } from '../features/totp/totp-section.tsx'
import styles from './settings-page.module.css'

export function AccountPage() {
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>Account</h1>
      <ProfileSection />
      <PasswordSection />
      <TotpSection />
      <SessionSection />
    </div>
  )
}
