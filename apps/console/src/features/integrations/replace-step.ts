/** A connection that a step used, and the one in its place. */
export interface Replaced {
  readonly stepId: string
  readonly position: number
  readonly from: { readonly id: string; readonly name: string }
  readonly to: { readonly id: string; readonly name: string }
}
