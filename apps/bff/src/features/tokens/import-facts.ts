import type { OAuthFacts } from '@patchbay/applications/definition'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'

type Facts = Readonly<Record<string, string>>

/**
 * What the application told with tokens from elsewhere, held to what its file knows: an address is built from it, so it
 * is checked as in a callback.
 *
 * @throws HttpProblem `unknown_member`, `invalid_value`
 */
export function checkFacts({ tokenFacts, callbackFacts = [] }: OAuthFacts, facts: Facts): Facts {
  const known = [...tokenFacts, ...callbackFacts.map(({ name }) => name)]
  const unknown = Object.keys(facts).filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const message = `This application tells nothing of this name. ${known.length === 0 ? 'Leave it out.' : `It knows ${known.join(', ')}.`}`
    throw new HttpProblem('unknown_member', message, {
      errors: unknown.map((name) => ({ path: `facts.${name}`, message })),
    })
  }
  for (const { name, pattern } of callbackFacts) {
    const value = facts[name]
    if (value === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value)) continue
    const message = `This is no ${name} that the application could have told. Copy it from there, or leave it out.`
    throw invalidValue(`facts.${name}`, message)
  }
  return facts
}
