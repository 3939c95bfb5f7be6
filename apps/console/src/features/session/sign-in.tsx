import type { SignInOptions } from '@patchbay/contracts/sign-in'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { Notice } from '../../ui/notice.tsx'
import { Entrance } from './entrance.tsx'
import { OtherWays, SignOnLink } from './other-ways.tsx'
import { type Credentials, PasswordForm } from './password-form.tsx'
import { sessionMutations } from './queries.ts'
import { SecondStep } from './second-step.tsx'

const route = getRouteApi('/sign-in')

/** With the password first; what else may be needed comes after it was right. */
export function SignIn({ options }: { options: SignInOptions }) {
  const { to, ended } = route.useSearch()
  const router = useRouter()
  const enter = () => router.history.replace(to ?? '/connections')
  const [given, setGiven] = useState<Credentials | null>(null)
  const signIn = useMutation({
    ...sessionMutations.signIn(),
    onError(error, { email, password }) {
      if (isApiError(error, 'second_factor_required')) setGiven({ email, password })
    },
  })

  if (given !== null) {
    return (
      <SecondStep
        error={signIn.error}
        busy={signIn.isPending}
        onCode={(code) => signIn.mutate({ ...given, code }, { onSuccess: enter })}
        onBack={() => {
          setGiven(null)
          signIn.reset()
        }}
      />
    )
  }
  return (
    <Entrance title="Sign in">
      {ended !== undefined && !signIn.isError && (
        <Notice tone="info" title="Your session has ended" role="status">
          Sign in again to go on where you were. What you typed is kept, secrets excepted.
        </Notice>
      )}
      {options.password && (
        <PasswordForm
          withEmail={options.email}
          error={signIn.error}
          busy={signIn.isPending}
          onSubmit={(credentials) => signIn.mutate(credentials, { onSuccess: enter })}
        />
      )}
      {options.sso !== null && (
        <OtherWays divided={options.password}>
          <SignOnLink label={options.sso.label} primary={!options.password} to={to} />
        </OtherWays>
      )}
    </Entrance>
  )
}
