import type { ApplicationDefinition, Settings } from '@patchbay/applications/definition'
import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'
import { type AddressReason, checkUrl } from '../../outbound/address-rules.ts'

function advice(reason: AddressReason, url: URL): string {
  const secure = `https://${url.host}${url.pathname.replace(/\/+$/, '')}`
  switch (reason) {
    case 'not_https':
      return `The address must begin with https://, so that secrets travel encrypted. Write ${secure}.`
    case 'credentials':
      return 'Leave user name and password out of the address. You sign in with them in the popup.'
    case 'private_address':
      return (
        'This address is private or local, so it may not be reached from here. Write the public address, or have the ' +
        'operator name the host in PATCHBAY_ALLOW_HOSTS.'
      )
    default:
      return 'Write an address that begins with https://.'
  }
}

/** What may not be reached is refused when it is saved, not when it is first used. @throws HttpProblem `invalid_value` */
export function checkAddress(
  deps: Pick<Deps, 'allow'>,
  definition: ApplicationDefinition,
  settings: Settings,
): void {
  for (const { name, kind } of definition.fields) {
    const address = settings[name]
    const isAddress = kind === 'url' || kind === 'endpoint'
    if (isAddress && address !== undefined) checkOne(deps, name, address)
  }
}

function checkOne(deps: Pick<Deps, 'allow'>, name: string, address: string): void {
  const url = new URL(address)
  const verdict = checkUrl(url, deps.allow)
  if (!verdict.allowed) throw invalidValue(`settings.${name}`, advice(verdict.reason, url))
}
