import type { PasskeyAnswer } from '@patchbay/contracts/passkey-answer'
import { modify } from '../records/modify.ts'
import type { PasskeyRecord, UserRecord } from '../records/user.ts'
import { wrongPasskey } from './challenges.ts'
import type { SignInDeps } from './sign-in-deps.ts'

/** Loaded only here: who has no passkey does not pay for what reads them. */
const webAuthn = () => import('@simplewebauthn/server')

/** What a browser brings to prove that it holds a passkey. */
export interface PasskeyProof {
  readonly answer: PasskeyAnswer
  /** Sealed; from the browser's cookie. */
  readonly challenge: string | undefined
  readonly origin: string
}

/** COSE names of ECDSA with SHA-256, EdDSA and RSA with SHA-256, one of which every authenticator knows. */
export const algorithms = [-7, -8, -257]

const purpose = 'sign-in'

/** WebAuthn Level 3 section 5.1.3: a passkey belongs to a host, whatever the port. */
export function hostOf(origin: string): string {
  return new URL(origin).hostname
}

export function passkeysAt(user: UserRecord, host: string): PasskeyRecord[] {
  return (user.passkeys ?? []).filter((each) => each.host === host)
}

/** Whoever has a passkey of this host may answer: which ones there are is not told. */
export async function signInOptionsAt(deps: SignInDeps, origin: string) {
  const { generateAuthenticationOptions } = await webAuthn()
  const { challenge, sealed } = deps.challenges.issue(purpose)
  const options = await generateAuthenticationOptions({
    rpID: hostOf(origin),
    challenge,
    userVerification: 'required',
  })
  return { options, sealed }
}

/** The passkey's own word on whose it is: the user's id was its handle when it was made. */
async function holderOf({ records }: SignInDeps, { response }: PasskeyAnswer): Promise<UserRecord> {
  const id = Buffer.from(response.userHandle ?? '', 'base64url').toString()
  // What no record may be called is no question to the store.
  const user = /^usr_[\w-]{1,60}$/.test(id) ? await records.users.get(id) : null
  if (user === null || user.status !== 'active') throw wrongPasskey()
  return user
}

async function newCounter(passkey: PasskeyRecord, proof: PasskeyProof, challenge: string): Promise<number> {
  const { verifyAuthenticationResponse } = await webAuthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: proof.answer,
      expectedChallenge: challenge,
      expectedOrigin: proof.origin,
      expectedRPID: passkey.host,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    })
    if (verified) return authenticationInfo.newCounter
  } catch (error) {
    throw wrongPasskey(error)
  }
  throw wrongPasskey()
}

/** The user whose passkey answered. @throws HttpProblem `wrong_passkey` */
export async function checkPasskey(deps: SignInDeps, proof: PasskeyProof): Promise<UserRecord> {
  const challenge = deps.challenges.take(proof.challenge, purpose)
  const user = await holderOf(deps, proof.answer)
  const passkey = passkeysAt(user, hostOf(proof.origin)).find(
    ({ credentialId }) => credentialId === proof.answer.id,
  )
  if (passkey === undefined) throw wrongPasskey()
  const counter = await newCounter(passkey, proof, challenge)
  const used = { counter, lastUsedAt: new Date().toISOString() }
  const after = await modify<UserRecord>(deps.records.users, user.id, (current) => ({
    ...current,
    passkeys: (current.passkeys ?? []).map((each) => (each.id === passkey.id ? { ...each, ...used } : each)),
  }))
  // It was taken away in between.
  if (after === null || !passkeysAt(after, passkey.host).some(({ id }) => id === passkey.id))
    throw wrongPasskey()
  return after
}
