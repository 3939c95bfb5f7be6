import type { NewPasskeyAnswer } from '@patchbay/contracts/passkey-answer'
import type { Passkey } from '@patchbay/contracts/passkeys'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { modify } from '../../records/modify.ts'
import type { PasskeyRecord, UserRecord } from '../../records/user.ts'
import { wrongPasskey } from '../../sign-in/challenges.ts'
import { algorithms, hostOf, passkeysAt } from '../../sign-in/passkeys.ts'
import type { SignInDeps } from '../../sign-in/sign-in-deps.ts'

/** Loaded only here: who has no passkey does not pay for what reads them. */
const webAuthn = () => import('@simplewebauthn/server')

const most = 20

function present({ id, name, host, createdAt, lastUsedAt }: PasskeyRecord): Passkey {
  return { id, name, host, createdAt, lastUsedAt }
}

export async function listPasskeys({ records }: SignInDeps, userId: string): Promise<{ items: Passkey[] }> {
  const user = await records.users.get(userId)
  return { items: (user?.passkeys ?? []).map(present) }
}

interface Asking {
  readonly sessionId: string
  readonly origin: string
}

/** What the browser needs to make one, and what it must bring back. */
export async function creationOptions(deps: SignInDeps, user: UserRecord, { sessionId, origin }: Asking) {
  const { generateRegistrationOptions } = await webAuthn()
  const { challenge, sealed } = deps.challenges.issue(sessionId)
  const host = hostOf(origin)
  const options = await generateRegistrationOptions({
    rpName: 'Patchbay',
    rpID: host,
    userID: new Uint8Array(Buffer.from(user.id)),
    userName: user.email ?? user.name,
    userDisplayName: user.name,
    challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: passkeysAt(user, host).map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, sealed }
}

interface Made extends Asking {
  readonly answer: NewPasskeyAnswer
  readonly name: string
  readonly challenge: string | undefined
}

async function credentialIn(deps: SignInDeps, { answer, challenge, sessionId, origin }: Made) {
  const { verifyRegistrationResponse } = await webAuthn()
  const expectedChallenge = deps.challenges.take(challenge, sessionId)
  const response = {
    ...answer,
    response: { ...answer.response, transports: answer.response.transports ?? [] },
  }
  const expected = { expectedChallenge, expectedOrigin: origin, expectedRPID: hostOf(origin) }
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    ...expected,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch((error: unknown) => {
    throw wrongPasskey(error)
  })
  if (!verified) throw wrongPasskey()
  return registrationInfo.credential
}

/** @throws HttpProblem `wrong_passkey`, `in_use` where there are too many, `not_found` */
export async function addPasskey(deps: SignInDeps, userId: string, made: Made): Promise<Passkey> {
  const credential = await credentialIn(deps, made)
  const passkey: PasskeyRecord = {
    id: newId('pky'),
    name: made.name,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports: made.answer.response.transports ?? [],
    host: hostOf(made.origin),
    createdAt: new Date().toISOString(),
    lastUsedAt: null,
  }
  const after = await modify<UserRecord>(deps.records.users, userId, (user) => {
    const passkeys = user.passkeys ?? []
    if (passkeys.length >= most) {
      throw new HttpProblem('in_use', `You have ${most} passkeys. Remove one before you add another.`)
    }
    return { ...user, passkeys: [...passkeys, passkey] }
  })
  if (after === null) throw notFound('user')
  return present(passkey)
}

/** @throws HttpProblem `not_found` */
export async function removePasskey({ records }: SignInDeps, userId: string, id: string): Promise<void> {
  let isThere = false
  await modify<UserRecord>(records.users, userId, (user) => {
    const left = (user.passkeys ?? []).filter((each) => each.id !== id)
    isThere = left.length < (user.passkeys ?? []).length
    return isThere ? { ...user, passkeys: left } : null
  })
  if (!isThere) throw notFound('passkey')
}
