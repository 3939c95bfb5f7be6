import { hash, verify } from '@node-rs/argon2'
import pLimit from 'p-limit'
import { HttpProblem } from '../../http/http-problem.ts'

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Half of the threads that Node works with, so that a flood of sign-ins leaves the other half to the files. */
const atOnce = 2
/** About two seconds of work: who comes later is asked to come again rather than kept waiting. */
const mostWaiting = 64
const limit = pLimit(atOnce)

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (limit.pendingCount < mostWaiting) return limit(work)
  return Promise.reject(
    new HttpProblem('too_busy', 'Many sign in at this moment. Try again in a few seconds.', {
      retryAfterS: 2,
    }),
  )
}

/** @throws HttpProblem `too_busy` */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), options))
}

/** @throws HttpProblem `too_busy` */
export function isPassword(password: string, passwordHash: string): Promise<boolean> {
  return inTurn(() => verify(passwordHash, password.normalize('NFKC')))
}
