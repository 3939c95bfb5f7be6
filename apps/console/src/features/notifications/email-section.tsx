import type { Notifications } from '@patchbay/contracts/notifications'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { errorText } from '../../api/error-text.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmailForm } from './email-form.tsx'
import styles from './notifications.module.css'
import { notificationQueries } from './queries.ts'

export function EmailSection() {
  const { data, error, refetch } = useQuery(notificationQueries.settings())
  return (
    <PageSection id="email" title="Email" about={data && senderText(data)}>
      {data === undefined && error === null && <Skeleton height={40} lines={3} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <Standing settings={data} />
          <EmailForm settings={data} />
        </>
      )}
    </PageSection>
  )
}

function senderText({ sender }: Notifications): ReactNode {
  if (sender === null) return undefined
  return (
    <>
      Mails come from <span className={styles['sender']}>{sender}</span>. What happens within 20 seconds is
      one mail.
    </>
  )
}

function Standing({ settings: { sender, lastFailure } }: { settings: Notifications }) {
  if (sender === null) {
    return (
      <Notice tone="info" title="No mail server is configured">
        Set <code>PATCHBAY_SMTP_URL</code> and <code>PATCHBAY_MAIL_FROM</code> where Patchbay is started, then
        start it again. Recipients can be saved before.
      </Notice>
    )
  }
  if (lastFailure === null) return null
  return (
    <Notice tone="bad" title={`The last mail could not be sent, ${fullTime(lastFailure.at)}`}>
      {lastFailure.detail}
    </Notice>
  )
}
