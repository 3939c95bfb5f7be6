import type { SessionCaller } from '../http/caller.ts'
import type { UserRecord } from '../records/user.ts'

/** That it is still the user who sits there, before the ways in to the account are changed. */
export interface Confirm {
  /** @throws HttpProblem `wrong_password`, `too_many_attempts`, `too_busy`, `not_permitted` where there is no password */
  byPassword(caller: SessionCaller, password: string): Promise<UserRecord>
  /**
   * By the password, or where there is none by having signed in a moment ago.
   *
   * @throws HttpProblem as above, `invalid_value` where the password is missing
   */
  byAnyProof(caller: SessionCaller, password: string | undefined): Promise<void>
}
