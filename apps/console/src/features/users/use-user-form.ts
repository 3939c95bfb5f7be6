import type { ReplyOf } from '@patchbay/contracts/endpoint'
import type { inviteUser, User } from '@patchbay/contracts/users'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { userMutations } from './queries.ts'
import {
  changesOf,
  faultsBy,
  faultsOf,
  newUser,
  type UserFaults,
  type UserFormValues,
  valuesOf,
} from './user-form.ts'

export type InvitedUser = ReplyOf<typeof inviteUser>

interface Options {
  /** null: a new one. */
  user: User | null
  onSaved: (saved: User | InvitedUser) => void
  onFaults: () => void
}

export function useUserForm({ onSaved, onFaults, ...given }: Options) {
  // As it was when the form was opened: what somebody else saves meanwhile is not saved over.
  const [{ user, initial }] = useState({
    user: given.user,
    initial: given.user === null ? newUser : valuesOf(given.user),
  })
  const invite = useMutation(userMutations.invite())
  const update = useMutation(userMutations.update())
  const [values, setValues] = useState(initial)
  const [faults, setFaults] = useState<UserFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<UserFormValues>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults({})
  }

  function refuse(found: UserFaults) {
    setFaults(found)
    onFaults()
  }

  function save(): Promise<User | InvitedUser> {
    if (user === null) return invite.mutateAsync(values)
    return update.mutateAsync({ id: user.id, version: user.version, ...changesOf(values) })
  }

  async function submit() {
    const found = faultsOf(user, values)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      onSaved(await save())
    } catch (error) {
      const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
      if (Object.keys(onFields).length > 0) refuse(onFields)
      else setFailure(error)
    } finally {
      sending.current = false
      // Lets go of the answer, so that the cache of mutations forgets the link at once.
      invite.reset()
    }
  }

  const isDirty = JSON.stringify(values) !== JSON.stringify(initial)
  return { values, change, faults, failure, busy: invite.isPending || update.isPending, submit, isDirty }
}
