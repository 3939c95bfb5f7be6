import type { Account } from '@patchbay/contracts/account'
import { useQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProfileForm } from './profile-form.tsx'
import { accountQueries } from './queries.ts'

const roleTexts: Readonly<Record<Account['role'], string>> = {
  owner: 'You are an owner: you may do everything here.',
  admin: 'You are an admin: you look after connections, iClients, agents, integrations and API keys.',
  viewer: 'You are a viewer: you see everything here but secrets and tokens, and change nothing.',
}

export function ProfileSection() {
  const { data, error, refetch } = useQuery(accountQueries.own())
  return (
    <PageSection id="profile" title="Profile" about={data && roleTexts[data.role]}>
      {data === undefined && error === null && <Skeleton height={40} lines={3} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <ProfileForm key={data.id} account={data} />}
    </PageSection>
  )
}
