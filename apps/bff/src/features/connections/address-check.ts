import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'
import { agentOfSettings } from '@patchbay/applications/rules/agent'
import { addressAdvice } from '../../credentials/address-advice.ts'
import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'
import { checkUrl } from '../../outbound/address-rules.ts'

/**
 * What may not be reached is refused when it is saved, not when it is first used. Through an agent private
 * addresses and plain http are right: the network is the company's own.
 *
 * @throws HttpProblem `invalid_value`
 */
export function checkAddress(
  deps: Pick<Deps, 'allow'>,
  definition: ApplicationDefinition,
  settings: Settings,
): void {
  if (agentOfSettings(definition, settings) !== null) return
  for (const { name, kind } of definition.fields) {
    const address = settings[name]
    const isAddress = kind === 'url' || kind === 'endpoint'
    if (isAddress && address !== undefined) checkOne(deps, name, address)
  }
}

function checkOne(deps: Pick<Deps, 'allow'>, name: string, address: string): void {
  const url = new URL(address)
  const verdict = checkUrl(url, deps.allow)
  if (!verdict.allowed) throw invalidValue(`settings.${name}`, addressAdvice(verdict.reason, url))
}
