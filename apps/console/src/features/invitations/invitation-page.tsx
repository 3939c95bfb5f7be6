import type { Invitation } from '@patchbay/contracts/invitations'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useEffect } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { AcceptForm } from './accept-form.tsx'
import styles from './invitations.module.css'
import { invitationMutations, invitationQueries } from './queries.ts'

/** The frame of the pages in front of the console. */
export type EntranceFrame = ComponentType<{ title: string; children: ReactNode }>

const tokenInAddress = () => new URLSearchParams(window.location.hash.slice(1)).get('token')

// Read once, when the page's code is loaded: a fragment never reaches a server's log, and is out of the address bar
// before anybody can copy it.
const token = tokenInAddress()

export function InvitationPage({ Entrance }: { Entrance: EntranceFrame }) {
  useEffect(() => {
    const another = tokenInAddress()
    // Another link that is opened in the same tab changes nothing but the fragment.
    if (another !== null && another !== token) return window.location.reload()
    window.history.replaceState(window.history.state, '', '/invite')
  }, [])
  if (token === null) return <NoGood Entrance={Entrance} />
  return <Opened token={token} Entrance={Entrance} />
}

const roleTexts: Readonly<Record<Invitation['role'], string>> = {
  owner: 'an owner, who may do everything here',
  admin: 'an admin, who looks after what is connected here',
  viewer: 'a viewer, who sees what is connected here',
}

function Opened({ token: opened, Entrance }: { token: string; Entrance: EntranceFrame }) {
  const router = useRouter()
  const invitation = useQuery(invitationQueries.of(opened))
  const accept = useMutation(invitationMutations.accept())
  if (isApiError(invitation.error, 'wrong_link') || isApiError(accept.error, 'wrong_link')) {
    return <NoGood Entrance={Entrance} />
  }
  if (invitation.error !== null) {
    return (
      <Entrance title="Invitation">
        <ErrorState {...errorText(invitation.error)} onRetry={() => void invitation.refetch()} />
      </Entrance>
    )
  }
  if (invitation.data === undefined) return null
  const { name, email, role, isNew } = invitation.data
  return (
    <Entrance title={isNew ? `Welcome, ${name}` : 'Choose a new password'}>
      <p className={styles['text']}>
        {isNew
          ? `You are invited as ${roleTexts[role]}.`
          : `For ${name}. The old password ends with it, and so do all sessions.`}
        {email !== null && (
          <>
            {' '}
            You sign in with <span className={styles['email']}>{email}</span>.
          </>
        )}
      </p>
      <AcceptForm
        invitation={invitation.data}
        error={accept.error}
        busy={accept.isPending}
        onSubmit={(values) =>
          accept.mutate(
            { token: opened, ...values },
            { onSuccess: () => router.history.replace('/connections') },
          )
        }
      />
    </Entrance>
  )
}

function NoGood({ Entrance }: { Entrance: EntranceFrame }) {
  return (
    <Entrance title="This link is not valid">
      <p className={styles['text']}>
        It was used before, is older than seven days, was replaced by a newer one, or was not copied whole.
        Ask an owner of this Patchbay for a new one.
      </p>
      <Link to="/sign-in" className={buttonClass('secondary')}>
        Go to sign in
      </Link>
    </Entrance>
  )
}
