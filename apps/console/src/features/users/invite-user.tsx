import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { currentSession } from '../../api/session.ts'
import { announce } from '../../ui/announce.tsx'
import { OwnEmailDialog } from './own-email-dialog.tsx'
import { useCloseDialog } from './use-close-dialog.ts'
import type { InvitedUser } from './use-user-form.ts'
import { UserDialog } from './user-dialog.tsx'
import { UserLinkDialog } from './user-link-dialog.tsx'

export function InviteUser() {
  const close = useCloseDialog()
  const { data: session } = useQuery(currentSession())
  // The link is here and nowhere else: closing the dialog, or leaving its address, forgets it.
  const [invited, setInvited] = useState<InvitedUser | null>(null)
  if (invited !== null) return <UserLinkDialog name={invited.name} link={invited.link} onClose={close} />
  if (session === undefined) return null
  // Of several users each signs in with an address: the first one has none before somebody writes it.
  if (session.user.email === null) return <OwnEmailDialog onClose={close} />
  return (
    <UserDialog
      user={null}
      onClose={close}
      onSaved={(saved) => {
        if (!('link' in saved)) return close()
        announce(`${saved.name} is invited. Copy the link now.`)
        setInvited(saved)
      }}
    />
  )
}
