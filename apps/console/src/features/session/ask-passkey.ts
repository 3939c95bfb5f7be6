import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { signInWithPasskey, startPasskeySignIn } from '@patchbay/contracts/passkeys'
import { type Session, signIn } from '@patchbay/contracts/session'
import { startAuthentication } from '@simplewebauthn/browser'
import { call } from '../../api/call.ts'

/** Alone, or beside a password that was right. Loaded only by who has one. */
export async function signInByPasskey(given: BodyInputOf<typeof signIn> | null): Promise<Session> {
  const optionsJSON = await call(startPasskeySignIn, {})
  const answer = await startAuthentication({ optionsJSON })
  if (given === null) return call(signInWithPasskey, { body: { answer } })
  return call(signIn, { body: { ...given, passkey: answer } })
}
