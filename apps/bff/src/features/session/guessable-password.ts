import { invalidValue } from '../../http/http-problem.ts'
import type { UserRecord } from '../../records/user.ts'
import { hashPassword } from './password.ts'

/** Whose password it is to be. */
export type PasswordHolder = Pick<UserRecord, 'name' | 'email'>

/** Loaded only here: passwords are chosen rarely. */
async function mostUsed(): Promise<readonly string[]> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return dictionary['passwords-common']
}

/** What whoever guesses at this Patchbay, or at this account, begins with; the longest first. */
function wordsAround({ name, email }: PasswordHolder): string[] {
  const words = fold(`${name} ${email ?? ''}`).split(/[^\p{L}]+/u)
  return ['patchbay', ...words.filter((word) => word !== '')].toSorted((a, b) => b.length - a.length)
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}

/** Made of such words alone, whatever digits and signs are between them. */
function isOfWordsAround(password: string, holder: PasswordHolder): boolean {
  const letters = fold(password).replaceAll(/[^\p{L}]/gu, '')
  return (
    letters !== '' && wordsAround(holder).reduce((rest, word) => rest.replaceAll(word, ''), letters) === ''
  )
}

/** Why a password would be among the first that somebody tries; null: it would not. */
export async function guessableBy(password: string, holder: PasswordHolder): Promise<string | null> {
  if ((await mostUsed()).includes(fold(password))) return 'one of the most used passwords'
  return isOfWordsAround(password, holder) ? 'made of your name, your email address or “Patchbay”' : null
}

/** @throws HttpProblem `invalid_value`, `too_busy` */
export async function hashNewPassword(password: string, holder: PasswordHolder): Promise<string> {
  const reason = await guessableBy(password, holder)
  if (reason === null) return hashPassword(password)
  throw invalidValue(
    'password',
    `This is ${reason}: who guesses begins with it. Write some words that nobody expects.`,
  )
}
