import type { Connection } from '@patchbay/contracts/connection'
import { lazy, Suspense } from 'react'
import { Button } from '../../ui/button.tsx'
import { useSignInLink } from './use-sign-in-link.ts'

const SignInLinkDialog = lazy(async () => ({
  default: (await import('./sign-in-link-dialog.tsx')).SignInLinkDialog,
}))

export interface SignInLinkButtonProps {
  connection: Connection
  onChange: (isOut: boolean) => void
}

/** For the admin who has no account at the application, but knows somebody who has. */
export function SignInLinkButton({ connection, onChange }: SignInLinkButtonProps) {
  const offer = useSignInLink(connection.id, onChange)
  return (
    <>
      {connection.status !== 'online' && (
        <Button busy={offer.isOpening} onClick={offer.open}>
          Copy sign-in link
        </Button>
      )}
      {offer.shown !== null && (
        <Suspense fallback={null}>
          <SignInLinkDialog connection={connection} offer={offer} shown={offer.shown} />
        </Suspense>
      )}
    </>
  )
}
