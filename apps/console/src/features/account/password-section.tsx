import { useQuery } from '@tanstack/react-query'
import styles from './account.module.css'
import { PasswordForm } from './password-form.tsx'
import { accountQueries } from './queries.ts'

/** Where there is none to change, there is no section. */
export function PasswordSection() {
  const { data } = useQuery(accountQueries.own())
  if (data?.hasPassword !== true) return null
  return (
    <section aria-labelledby="password" className={styles['section']}>
      <h2 id="password">Password</h2>
      <p className={styles['about']}>
        Once it is changed, you stay signed in here and are signed out everywhere else.
      </p>
      <PasswordForm email={data.email ?? data.name} />
    </section>
  )
}
