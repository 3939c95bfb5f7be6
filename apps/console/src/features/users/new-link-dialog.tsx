import type { User, UserLink } from '@patchbay/contracts/users'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { userMutations } from './queries.ts'
import { UserLinkDialog } from './user-link-dialog.tsx'

interface NewLinkDialogProps {
  user: User
  onClose: () => void
}

export function NewLinkDialog({ user: { id, name, status }, onClose }: NewLinkDialogProps) {
  const create = useMutation(userMutations.createLink())
  // The link is here and nowhere else: closing the dialog forgets it.
  const [link, setLink] = useState<UserLink | null>(null)
  if (link !== null) return <UserLinkDialog name={name} link={link} onClose={onClose} />
  function confirm() {
    create.mutate(id, {
      onSuccess: (made) => {
        announce(`The link for ${name} is made. Copy it now.`)
        create.reset()
        setLink(made)
      },
    })
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Make a new sign-in link for ${name}?`}
      confirmLabel="Make link"
      busy={create.isPending}
      error={create.error === null ? undefined : errorText(create.error).detail}
      onConfirm={confirm}
    >
      {status === 'invited'
        ? 'It takes the place of the invitation that is out.'
        : 'Whoever opens it chooses a new password and signs in as this user. Until then the old password goes on working.'}
    </ConfirmDialog>
  )
}
