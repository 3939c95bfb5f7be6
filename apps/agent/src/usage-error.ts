/** What whoever starts the agent can put right. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}
