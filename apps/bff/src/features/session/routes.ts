import { signInWithPasskey, startPasskeySignIn } from '@patchbay/contracts/passkeys'
import * as endpoints from '@patchbay/contracts/session'
import type { Session } from '@patchbay/contracts/session'
import { getSignInOptions } from '@patchbay/contracts/sign-in'
import type { Bind, Call } from '../../http/bind.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import type { SessionRecord } from '../../records/session.ts'
import type { UserRecord } from '../../records/user.ts'
import { challengeLifetimeMs } from '../../sign-in/challenges.ts'
import { checkPasskey, signInOptionsAt } from '../../sign-in/passkeys.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'
import { checkPassword, requirePasswordSignIn } from './check-password.ts'
import { endSession, type SignInFacts, startSession } from './sessions.ts'
import { signInOptions } from './sign-in-options.ts'
import { completeSetup, findAdministrator } from './setup.ts'

type SignInCall = Pick<Call<typeof endpoints.signIn>, 'sessionToken' | 'browser' | 'startSession'>

function present(deps: SignInDeps, user: UserRecord, session: SessionRecord): Session {
  return {
    user: { id: user.id, name: user.name, email: user.email, role: user.role },
    createdAt: session.createdAt,
    expiresAt: session.expiresAt,
    sandbox: deps.sandbox === null ? null : { origin: deps.sandbox.origin },
    damagedRecords: deps.store
      .damaged()
      .map(({ collection, name, reason }) => ({ collection, name, reason })),
  }
}

/** A new session in place of the one that the browser may still hold. */
async function signInAs(
  deps: SignInDeps,
  user: UserRecord,
  { how, ...call }: SignInCall & Pick<SignInFacts, 'how'>,
): Promise<Session> {
  if (call.sessionToken !== undefined) await endSession(deps, call.sessionToken)
  const { token, session } = await startSession(deps, user, { how, ...call.browser })
  call.startSession(token, session.expiresAt)
  return present(deps, user, session)
}

/** Browsers name their page's origin with every POST. */
function originOf({ publicUrls }: SignInDeps, { origin }: { readonly origin: string | undefined }): string {
  return origin ?? publicUrls.main
}

export function sessionRoutes(bind: Bind, deps: SignInDeps): void {
  bind(getSignInOptions, () => signInOptions(deps))

  bind(endpoints.signIn, async (call) => {
    const { passkey: answer, ...given } = call.body
    const origin = originOf(deps, call)
    const passkey = answer === undefined ? undefined : { answer, origin, challenge: call.kept.read() }
    const user = await checkPassword(deps, { ...given, passkey, origin })
    return signInAs(deps, user, { ...call, how: 'password' })
  })

  bind(startPasskeySignIn, async (call) => {
    const { options, sealed } = await signInOptionsAt(deps, originOf(deps, call))
    call.kept.keep(sealed, challengeLifetimeMs)
    return { ...options }
  })

  bind(signInWithPasskey, async (call) => {
    const { answer } = call.body
    const proof = { answer, origin: originOf(deps, call), challenge: call.kept.read() }
    return signInAs(deps, await checkPasskey(deps, proof), { ...call, how: 'passkey' })
  })

  bind(endpoints.getSession, async ({ caller }) => {
    const [user, session] = await Promise.all([
      deps.records.users.get(caller.userId),
      deps.records.sessions.get(caller.sessionId),
    ])
    if (user === null || session === null)
      throw new HttpProblem('not_signed_in', 'Your session has ended. Sign in again.')
    return present(deps, user, session)
  })

  bind(endpoints.signOut, async (call) => {
    if (call.sessionToken !== undefined) await endSession(deps, call.sessionToken)
    call.endSession()
  })

  bind(endpoints.getSetup, async () => ({
    required: deps.passwordSignIn && (await findAdministrator(deps)) === null,
  }))

  bind(endpoints.completeSetup, async (call) => {
    requirePasswordSignIn(deps)
    return signInAs(deps, await completeSetup(deps, call.body), { ...call, how: 'setup' })
  })
}
