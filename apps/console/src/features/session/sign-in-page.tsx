import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { type SubmitEvent, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SecretField } from '../../ui/secret-field.tsx'
import { Entrance } from './entrance.tsx'
import styles from './entrance.module.css'
import { sessionMutations, sessionQueries } from './queries.ts'
import { waitText } from './wait-text.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const setup = useQuery(sessionQueries.setup())
  if (setup.data?.required === true) return <SetupFirst />
  return (
    <Entrance title="Sign in">
      <SignInForm />
    </Entrance>
  )
}

function SetupFirst() {
  return (
    <Entrance title="Set up Patchbay first">
      <p className={styles['text']}>
        Nobody can sign in yet. Open the setup link that was printed in the terminal where Patchbay was
        started; there you choose the password.
      </p>
    </Entrance>
  )
}

/** A fault of the field itself, or of the attempt as a whole. */
function faultOf(error: unknown): { field?: string; notice?: { title: string; detail: string } } {
  if (error === null) return {}
  if (isApiError(error, 'wrong_password'))
    return { field: 'This password is not right. Check it and try again.' }
  if (isApiError(error, 'too_many_attempts')) {
    const wait = `Wait ${waitText(error.retryAfterSeconds)}, then try again.`
    return { notice: { title: 'Too many failed attempts', detail: wait } }
  }
  return { notice: errorText(error) }
}

function SignInForm() {
  const { to, ended } = route.useSearch()
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const signIn = useMutation({
    ...sessionMutations.signIn(),
    onError: () => input.current?.select(),
  })
  const fault = faultOf(signIn.error)

  function submit(event: SubmitEvent) {
    event.preventDefault()
    setMissing(password === '')
    if (password === '') return input.current?.focus()
    if (!signIn.isPending)
      signIn.mutate(password, { onSuccess: () => router.history.replace(to ?? '/connections') })
  }

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {ended !== undefined && !signIn.isError && (
        <Notice tone="info" title="Your session has ended" role="status">
          Sign in again to go on where you were. What you typed is kept, secrets excepted.
        </Notice>
      )}
      {fault.notice && (
        <Notice tone="bad" title={fault.notice.title} role="alert">
          {fault.notice.detail}
        </Notice>
      )}
      {/* For password managers, which keep a password under a name. */}
      <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
      <SecretField
        ref={input}
        label="Password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={missing ? 'Write the password.' : fault.field}
      />
      <Button type="submit" variant="primary" className={styles['submit']} busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  )
}
