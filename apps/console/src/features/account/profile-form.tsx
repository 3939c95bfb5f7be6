import { type Account, updateAccountBody } from '@patchbay/contracts/account'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './account.module.css'
import { Failure } from './failure.tsx'
import { type Faults, faultsBy, fieldFaults } from './field-faults.ts'
import { accountMutations } from './queries.ts'

const fields = ['name', 'email', 'currentPassword'] as const
type ProfileFaults = Faults<(typeof fields)[number]>

export function ProfileForm({ account }: { account: Account }) {
  const [name, setName] = useState(account.name)
  const [email, setEmail] = useState(account.email ?? '')
  const [currentPassword, setCurrentPassword] = useState('')
  const [faults, setFaults] = useState<ProfileFaults>({})
  const save = useMutation(accountMutations.update())
  const isOtherEmail = email.trim().toLowerCase() !== (account.email ?? '')
  const asksPassword = isOtherEmail && account.email !== null && account.hasPassword
  const isChanged = name !== account.name || isOtherEmail

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const refuse = (found: ProfileFaults) => {
      setFaults(found)
      const first = fields.find((each) => found[each] !== undefined)
      form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    }
    const body = {
      version: account.version,
      name,
      ...(isOtherEmail ? { email } : {}),
      ...(asksPassword ? { currentPassword } : {}),
    }
    const checked = updateAccountBody.safeParse(body)
    if (!checked.success) return refuse(faultsBy(checked.error.issues, fields))
    if (save.isPending || !isChanged) return
    save.mutate(body, {
      onSuccess: (saved) => {
        setName(saved.name)
        setEmail(saved.email ?? '')
        setCurrentPassword('')
        announce('Your profile is saved.')
      },
      onError: (error) => refuse(fieldFaults(error, fields)),
    })
  }

  function change(set: (value: string) => void) {
    return (event: { target: { value: string } }) => {
      set(event.target.value)
      setFaults({})
      save.reset()
    }
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Failure error={Object.keys(faults).length === 0 ? save.error : null} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        value={name}
        onChange={change(setName)}
        error={faults.name}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        dir="ltr"
        autoComplete="email"
        hint="What you sign in with as soon as there are several users."
        value={email}
        onChange={change(setEmail)}
        error={faults.email}
      />
      {asksPassword && (
        <SecretField
          label="Your password"
          name="currentPassword"
          autoComplete="current-password"
          hint="To change the email address."
          value={currentPassword}
          onChange={change(setCurrentPassword)}
          error={faults.currentPassword}
        />
      )}
      <div>
        <Button type="submit" variant="primary" busy={save.isPending} aria-disabled={!isChanged}>
          Save profile
        </Button>
      </div>
    </form>
  )
}
