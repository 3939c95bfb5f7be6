/** Who makes a call: an administrator by session cookie. */
export interface Caller {
  readonly userId: string
  readonly userName: string
  /** Record id of the session; authorizations are bound to it. */
  readonly sessionId: string
}
