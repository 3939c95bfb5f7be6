import type { SignInOptions } from '@patchbay/contracts/sign-in'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { SecondFactor } from '@patchbay/contracts/error'
import { useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { knowsPasskeys } from '../../api/passkey-error.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Entrance } from './entrance.tsx'
import { OtherWays, PasskeyFailure, SignOnLink } from './other-ways.tsx'
import { type Credentials, PasswordForm } from './password-form.tsx'
import { sessionMutations } from './queries.ts'
import { SecondStep } from './second-step.tsx'

const route = getRouteApi('/sign-in')

interface Given extends Credentials {
  readonly factors: readonly SecondFactor[]
}

/** With the password first; what else may be needed comes after it was right. */
export function SignIn({ options }: { options: SignInOptions }) {
  const { to, ended } = route.useSearch()
  const router = useRouter()
  const enter = () => router.history.replace(to ?? '/connections')
  const [given, setGiven] = useState<Given | null>(null)
  const passkey = useMutation(sessionMutations.passkey())
  const signIn = useMutation({
    ...sessionMutations.signIn(),
    onError(error, { email, password }) {
      if (isApiError(error, 'second_factor_required')) setGiven({ email, password, factors: error.factors })
    },
  })

  if (given !== null) {
    const { factors, ...credentials } = given
    return (
      <SecondStep
        factors={factors}
        error={signIn.error}
        passkeyError={passkey.error}
        busy={signIn.isPending}
        onCode={(code) => signIn.mutate({ ...credentials, code }, { onSuccess: enter })}
        onPasskey={() => passkey.mutate(credentials, { onSuccess: enter })}
        onBack={() => {
          setGiven(null)
          signIn.reset()
          passkey.reset()
        }}
      />
    )
  }
  const withPasskey = options.passkeys && knowsPasskeys()
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
      {(options.sso !== null || withPasskey) && (
        <OtherWays divided={options.password}>
          {options.sso !== null && (
            <SignOnLink label={options.sso.label} primary={!options.password} to={to} />
          )}
          <PasskeyFailure error={passkey.error} />
          {withPasskey && (
            <Button busy={passkey.isPending} onClick={() => passkey.mutate(null, { onSuccess: enter })}>
              Use a passkey
            </Button>
          )}
        </OtherWays>
      )}
    </Entrance>
  )
}
