import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { totpQuery } from './queries.ts'
import { RemoveTotpDialog } from './remove-totp-dialog.tsx'
import { SetUpTotpDialog } from './set-up-totp-dialog.tsx'

export function TotpSection() {
  const { data, error, refetch } = useQuery(totpQuery())
  return (
    <PageSection id="totp" title="Authenticator app" about={data && aboutOf(data.confirmedAt)}>
      {data === undefined && error === null && <Skeleton height={40} lines={1} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Change isSetUp={data.confirmedAt !== null} />}
    </PageSection>
  )
}

function aboutOf(confirmedAt: string | null): string {
  if (confirmedAt === null)
    return 'A second proof beside your password: a code that an app on your phone shows, new every 30 seconds.'
  return `Set up ${fullTime(confirmedAt)}. Signing in with your password asks for the code that the app shows.`
}

function Change({ isSetUp }: { isSetUp: boolean }) {
  const [open, setOpen] = useState(false)
  const TotpDialog = isSetUp ? RemoveTotpDialog : SetUpTotpDialog
  return (
    <>
      <Button onClick={() => setOpen(true)}>{isSetUp ? 'Remove app' : 'Set up app'}</Button>
      {open && <TotpDialog onClose={() => setOpen(false)} />}
    </>
  )
}
