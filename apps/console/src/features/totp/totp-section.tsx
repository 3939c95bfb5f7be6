import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { totpQuery } from './queries.ts'
import { RemoveTotpDialog } from './remove-totp-dialog.tsx'
import { SetUpTotpDialog } from './set-up-totp-dialog.tsx'
import styles from './totp.module.css'

export function TotpSection() {
  const { data, error, refetch } = useQuery(totpQuery())
  return (
    <section aria-labelledby="totp" className={styles['section']}>
      <h2 id="totp">Authenticator app</h2>
      {data === undefined && error === null && <Skeleton height={40} lines={1} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Standing confirmedAt={data.confirmedAt} />}
    </section>
  )
}

function Standing({ confirmedAt }: { confirmedAt: string | null }) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  if (confirmedAt !== null) {
    return (
      <>
        <p className={styles['about']}>
          Set up {fullTime(confirmedAt)}. Signing in with your password asks for the code that the app shows.
        </p>
        <Button onClick={() => setOpen(true)}>Remove app</Button>
        {open && <RemoveTotpDialog onClose={close} />}
      </>
    )
  }
  return (
    <>
      <p className={styles['about']}>
        A second proof beside your password: a code that an app on your phone shows, new every 30 seconds.
      </p>
      <Button onClick={() => setOpen(true)}>Set up app</Button>
      {open && <SetUpTotpDialog onClose={close} />}
    </>
  )
}
