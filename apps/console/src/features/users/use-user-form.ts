import type { ReplyOf } from '@patchbay/contracts/endpoint'
import type { inviteUser, User } from '@patchbay/contracts/users'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordForm } from '../../records/use-record-form.ts'
import { userMutations } from './queries.ts'
import { changesOf, faultsOf, fields, newUser, type UserFormValues, valuesOf } from './user-form.ts'

export type InvitedUser = ReplyOf<typeof inviteUser>

interface Options {
  /** null: a new one. */
  user: User | null
  onSaved: (saved: User | InvitedUser) => void
}

export function useUserForm({ onSaved, ...given }: Options) {
  // As it was when the form was opened: what somebody else saves meanwhile is not saved over.
  const [user] = useState(given.user)
  const invite = useMutation(userMutations.invite())
  const update = useMutation(userMutations.update())

  function save(values: UserFormValues): Promise<User | InvitedUser> {
    // Lets go of the answer, so that the cache of mutations forgets the link at once.
    if (user === null) return invite.mutateAsync(values).finally(invite.reset)
    return update.mutateAsync({ id: user.id, version: user.version, ...changesOf(values) })
  }

  return useRecordForm({
    initial: user === null ? newUser : valuesOf(user),
    faultsOf: (values) => faultsOf(user, values),
    fields,
    save,
    onSaved,
  })
}

export type UserForm = ReturnType<typeof useUserForm>
