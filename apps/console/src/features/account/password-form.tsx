import { changePasswordBody } from '@patchbay/contracts/account'
import { minPasswordLength } from '@patchbay/contracts/session'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import styles from './account.module.css'
import { Failure } from './failure.tsx'
import { type Faults, faultsBy, fieldFaults } from './field-faults.ts'
import { accountMutations } from './queries.ts'

const fields = ['currentPassword', 'password'] as const
const empty = { currentPassword: '', password: '' }

/** `email`: under which a password manager keeps the password. */
export function PasswordForm({ email }: { email: string }) {
  const [values, setValues] = useState(empty)
  const [faults, setFaults] = useState<Faults<(typeof fields)[number]>>({})
  const save = useMutation(accountMutations.changePassword())

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const refuse = (found: Faults<(typeof fields)[number]>) => {
      setFaults(found)
      const first = fields.find((each) => found[each] !== undefined)
      form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    }
    const checked = changePasswordBody.safeParse(values)
    if (!checked.success) return refuse(faultsBy(checked.error.issues, fields))
    if (save.isPending) return
    save.mutate(values, {
      onSuccess: () => {
        setValues(empty)
        announce('Your password is changed. Your other sessions have ended.')
      },
      onError: (error) => refuse(fieldFaults(error, fields)),
    })
  }

  function change(part: Partial<typeof empty>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults({})
    save.reset()
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      <Failure error={Object.keys(faults).length === 0 ? save.error : null} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <SecretField
        label="Current password"
        name="currentPassword"
        autoComplete="current-password"
        value={values.currentPassword}
        onChange={(event) => change({ currentPassword: event.target.value })}
        error={faults.currentPassword}
      />
      <SecretField
        label="New password"
        name="password"
        hint={`At least ${minPasswordLength} characters.`}
        value={values.password}
        onChange={(event) => change({ password: event.target.value })}
        error={faults.password}
      />
      <div>
        <Button type="submit" variant="primary" busy={save.isPending}>
          Change password
        </Button>
      </div>
    </form>
  )
}
