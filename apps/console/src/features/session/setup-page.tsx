import { newPassword } from '@patchbay/contracts/session'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { type SubmitEvent, useEffect, useState } from 'react'
import { type ApiError, isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { Entrance } from './entrance.tsx'
import styles from './entrance.module.css'
import { sessionMutations, sessionQueries } from './queries.ts'
import { waitText } from './wait-text.ts'

// Read once, when the page's code is loaded: a fragment never reaches a server's log, and is out of the address bar
// before anybody can copy it.
let token = new URLSearchParams(window.location.hash.slice(1)).get('token')

export function SetupPage() {
  const router = useRouter()
  const setup = useQuery(sessionQueries.setup())
  const setUp = useMutation(sessionMutations.setUp())
  useEffect(() => {
    const inAddress = new URLSearchParams(window.location.hash.slice(1)).get('token')
    if (inAddress === null) return
    token = inAddress
    window.history.replaceState(window.history.state, '', '/setup')
  }, [])

  if (setup.isPending) return null
  // Nobody should think of a password only to be told that it comes too late.
  const usedBefore = setup.data?.required === false && setUp.isIdle
  if (usedBefore || isApiError(setUp.error, 'setup_done')) return <LinkIsNoGood done />
  if (token === null || isApiError(setUp.error, 'wrong_setup_token')) return <LinkIsNoGood />
  return (
    <Entrance title="Choose the administrator's password">
      <p className={styles['text']}>With it you sign in from now on. The setup link works only once.</p>
      <PasswordForm
        error={setUp.error}
        busy={setUp.isPending}
        onSubmit={(password) =>
          setUp.mutate(
            { token: token ?? '', password },
            { onSuccess: () => router.history.replace('/connections') },
          )
        }
      />
    </Entrance>
  )
}

function LinkIsNoGood({ done = false }: { done?: boolean }) {
  return (
    <Entrance title={done ? 'Setup is already done' : 'This setup link is not valid'}>
      <p className={styles['text']}>
        {done
          ? 'The link was used before. Sign in with the password that was chosen then.'
          : 'It was used before, replaced by a newer one, or not copied whole. Open the link that was printed last in the terminal.'}
      </p>
      <Link to="/sign-in" className={buttonClass('secondary')}>
        Go to sign in
      </Link>
    </Entrance>
  )
}

function passwordFaults(password: string, repeated: string): { password?: string; repeated?: string } {
  const checked = newPassword.safeParse(password)
  if (!checked.success) return { password: checked.error.issues[0]?.message ?? 'Write another password.' }
  return password === repeated ? {} : { repeated: 'The two passwords differ. Write the same one again.' }
}

interface PasswordFormProps {
  error: Error | null
  busy: boolean
  onSubmit: (password: string) => void
}

function PasswordForm({ error, busy, onSubmit }: PasswordFormProps) {
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const faults = tried ? passwordFaults(password, repeated) : {}
  const onField = isApiError(error) ? fieldMessage(error) : undefined

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    const found = passwordFaults(password, repeated)
    if (found.password === undefined && found.repeated === undefined) {
      if (!busy) onSubmit(password)
      return
    }
    const name = found.password === undefined ? 'repeated' : 'password'
    event.currentTarget.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {error !== null && onField === undefined && <Failure error={error} />}
      <SecretField
        label="New password"
        name="password"
        hint="At least 8 characters. A sentence is easier to remember than a riddle."
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={faults.password ?? onField}
      />
      <SecretField
        label="Repeat password"
        name="repeated"
        value={repeated}
        onChange={(event) => setRepeated(event.target.value)}
        error={faults.repeated}
      />
      <Button type="submit" variant="primary" className={styles['submit']} busy={busy}>
        Set password and sign in
      </Button>
    </form>
  )
}

function fieldMessage(error: ApiError): string | undefined {
  return error.fieldErrors.find((each) => each.path === 'password')?.message
}

function Failure({ error }: { error: Error }) {
  const { title, detail } = errorText(error)
  const wait = isApiError(error, 'too_many_attempts')
    ? `Wait ${waitText(error.retryAfterSeconds)}, then try again.`
    : detail
  return (
    <Notice tone="bad" title={title} role="alert">
      {wait}
    </Notice>
  )
}
