import { useQuery } from '@tanstack/react-query'
import { PasswordSection } from '../features/account/password-section.tsx'
import { ProfileSection } from '../features/account/profile-section.tsx'
import { accountQueries } from '../features/account/queries.ts'
import { SessionSection } from '../features/account/session-section.tsx'
import { PasskeySection } from '../features/passkeys/passkey-section.tsx'
import { TotpSection } from '../features/totp/totp-section.tsx'
import styles from './settings-page.module.css'

export function AccountPage() {
  const { data } = useQuery(accountQueries.own())
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>Account</h1>
      <ProfileSection />
      <PasswordSection />
      {/* Who signs in elsewhere has all other proofs there, too. */}
      {data?.hasPassword === true && (
        <>
          <PasskeySection />
          <TotpSection />
        </>
      )}
      <SessionSection />
    </div>
  )
}
