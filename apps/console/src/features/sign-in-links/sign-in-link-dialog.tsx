import type { Connection } from '@patchbay/contracts/connection'
import { useRef } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import styles from './sign-in-links.module.css'
import type { Shown, ShownLink, SignInLinkOffer } from './use-sign-in-link.ts'

interface SignInLinkDialogProps {
  connection: Connection
  offer: SignInLinkOffer
  shown: NonNullable<Shown>
}

export function SignInLinkDialog({ connection, offer, shown }: SignInLinkDialogProps) {
  useReturnFocus()
  const done = useRef<HTMLButtonElement>(null)
  const isSignedIn = connection.status === 'online'
  const { link, error } = shown
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && offer.close()}
      title="Ask someone else to sign in"
      initialFocus={done}
      footer={
        <>
          {link !== null && !isSignedIn && <LinkActions link={link} offer={offer} />}
          <Button ref={done} variant="primary" onClick={offer.close}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['content']}>
        {error !== null && <Failure error={error} />}
        {isSignedIn ? (
          <Notice tone="ok" role="status" title="Somebody has signed in">
            The connection is online, and the link has ended.
          </Notice>
        ) : (
          link !== null && <LinkText shown={{ ...shown, link }} />
        )}
      </div>
    </Dialog>
  )
}

function LinkActions({ link, offer }: { link: ShownLink; offer: SignInLinkOffer }) {
  return (
    <>
      <Button variant="danger" busy={offer.isWithdrawing} onClick={offer.withdraw}>
        Withdraw
      </Button>
      {link.url === undefined && (
        <Button busy={offer.isRenewing} onClick={offer.renew}>
          Make a new link
        </Button>
      )}
    </>
  )
}

function LinkText({ shown }: { shown: { link: ShownLink; isCopied?: boolean } }) {
  const { link, isCopied = false } = shown
  if (link.url === undefined) return <EarlierLink link={link} />
  return (
    <>
      <Notice tone={isCopied ? 'ok' : 'warn'} title={isCopied ? 'The link is copied' : 'Copy the link now'}>
        It is not shown again. Patchbay keeps only its fingerprint.
      </Notice>
      <CopyField label="Link" value={link.url} />
      <p>
        Send it to the person who has the account, and to nobody else: whoever has the link can sign in by it.
        It is good for one sign-in, until {fullTime(link.expiresAt)}.
      </p>
      <p className={styles['quiet']}>
        They see what will be connected and that you ask, sign in at the application, and can close the page.
        They see nothing else of Patchbay.
      </p>
    </>
  )
}

function EarlierLink({ link: { createdAt, expiresAt, openedAt } }: { link: ShownLink }) {
  const now = useNow()
  return (
    <>
      <Notice tone="info" title="A link is out already">
        It was made {ago(createdAt, now)} and is good until {fullTime(expiresAt)}.{' '}
        {openedAt === null
          ? 'Nobody has opened it yet.'
          : `Somebody, or a scanner of mail, first opened it ${ago(openedAt, now)}.`}
      </Notice>
      <p>It cannot be shown again. A new link ends this one.</p>
    </>
  )
}

function Failure({ error }: { error: unknown }) {
  const { title, detail, code } = errorText(error)
  return (
    <Notice tone="bad" role="alert" title={title}>
      {detail} <span className={styles['code']}>{code}</span>
    </Notice>
  )
}
