import { readFileSync } from 'node:fs'
import { UsageError } from './usage-error.ts'

export interface TokenPlaces {
  readonly file: string | null
  readonly variable: string | undefined
  /** Null: there is no terminal to ask at. */
  readonly ask: (() => Promise<string | null>) | null
}

/**
 * How to get the access token before each link: from the file, else the environment, else whoever sits at the terminal.
 *
 * @throws UsageError where there is none
 */
export async function tokenFrom({ file, variable, ask }: TokenPlaces): Promise<() => string> {
  if (file !== null) {
    readTokenFile(file)
    return () => readTokenFile(file)
  }
  const token = variable?.trim() || (await ask?.())
  if (token) return () => token
  throw new UsageError([
    'There is no access token: set PATCHBAY_AGENT_TOKEN, or name a file that holds it by --token-file FILE, or start the agent at a terminal, which asks for it.',
  ])
}

function readTokenFile(file: string): string {
  let token: string
  try {
    token = readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new UsageError([`--token-file names ${file}, which cannot be read: ${(error as Error).message}.`])
  }
  if (token === '') throw new UsageError([`--token-file names ${file}, which is empty.`])
  return token
}
