/** What the person at the command line is told, and nothing more. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
