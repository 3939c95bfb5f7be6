import type { CallbackFact } from '@patchbay/applications/definition'
import { OAuthError } from '../../oauth/oauth-error.ts'

/**
 * What the application tells by its callback, checked before anything is built from it: a parameter that is no plain
 * label could lead the code and the secret to another host.
 *
 * @throws OAuthError `invalid_answer`
 */
export function readCallbackFacts(
  facts: readonly CallbackFact[],
  parameters: URLSearchParams,
): Record<string, string> {
  // An error answer carries none of them, and has its own words.
  if (parameters.has('error')) return {}
  return Object.fromEntries(
    facts.map(({ name, pattern }) => {
      const values = parameters.getAll(name)
      const [value = ''] = values
      if (values.length === 1 && new RegExp(`^(?:${pattern})$`, 'u').test(value)) return [name, value]
      const message = `The application’s answer lacks a valid ${name}, so it is not known where to get the token.`
      throw new OAuthError('invalid_answer', `${message} Nothing was changed; try again.`)
    }),
  )
}
