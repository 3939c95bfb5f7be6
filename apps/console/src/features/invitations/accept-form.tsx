import type { Invitation } from '@patchbay/contracts/invitations'
import { minPasswordLength } from '@patchbay/contracts/session'
import { type SubmitEvent, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type AcceptFaults, type AcceptValues, faultsOf } from './accept-faults.ts'
import styles from './invitations.module.css'

interface AcceptFormProps {
  invitation: Invitation
  error: Error | null
  busy: boolean
  onSubmit: (values: { name?: string; password: string }) => void
}

export function AcceptForm({ invitation: { name, email, isNew }, error, busy, onSubmit }: AcceptFormProps) {
  const [values, setValues] = useState<AcceptValues>({ name, password: '', repeated: '' })
  const [tried, setTried] = useState(false)
  const faults: AcceptFaults = tried ? faultsOf(values) : {}
  const said = isApiError(error) ? error.fieldErrors : []
  const onField = said.find(({ path }) => path === 'password')?.message
  const change = (part: Partial<AcceptValues>) => setValues((before) => ({ ...before, ...part }))

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    const [first] = Object.keys(faultsOf(values))
    if (first !== undefined) {
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
      return
    }
    const { password } = values
    if (!busy) onSubmit(isNew ? { name: values.name, password } : { password })
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {error !== null && onField === undefined && <Failure error={error} />}
      {isNew && (
        <TextField
          label="Your name"
          name="name"
          autoComplete="name"
          value={values.name}
          onChange={(event) => change({ name: event.target.value })}
          error={faults.name}
        />
      )}
      {/* For password managers, which keep a password under a name. */}
      <input type="text" autoComplete="username" value={email ?? name} readOnly hidden />
      <SecretField
        label="New password"
        name="password"
        hint={`At least ${minPasswordLength} characters. A sentence is easier to remember than a riddle.`}
        value={values.password}
        onChange={(event) => change({ password: event.target.value })}
        error={faults.password ?? onField}
      />
      <SecretField
        label="Repeat password"
        name="repeated"
        value={values.repeated}
        onChange={(event) => change({ repeated: event.target.value })}
        error={faults.repeated}
      />
      <Button type="submit" variant="primary" className={styles['submit']} busy={busy}>
        Set password and sign in
      </Button>
    </form>
  )
}

function Failure({ error }: { error: Error }) {
  const { title, detail } = errorText(error)
  const [onField] = isApiError(error) ? error.fieldErrors : []
  return (
    <Notice tone="bad" title={title} role="alert">
      {onField?.message ?? detail}
    </Notice>
  )
}
