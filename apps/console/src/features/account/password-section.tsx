import { useQuery } from '@tanstack/react-query'
import { PageSection } from '../../ui/page-section.tsx'
import { PasswordForm } from './password-form.tsx'
import { accountQueries } from './queries.ts'

/** Where there is none to change, there is no section. */
export function PasswordSection() {
  const { data } = useQuery(accountQueries.own())
  if (data?.hasPassword !== true) return null
  return (
    <PageSection
      id="password"
      title="Password"
      about="Once it is changed, you stay signed in here and are signed out everywhere else."
    >
      <PasswordForm email={data.email ?? data.name} />
    </PageSection>
  )
}
