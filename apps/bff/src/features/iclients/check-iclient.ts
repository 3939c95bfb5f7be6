import { findApplication } from '@patchbay/applications/catalogue'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { missingSecretFault } from '@patchbay/applications/rules/client-secret'
import type { FieldError } from '@patchbay/contracts/error'
import { addressAdvice } from '../../credentials/address-advice.ts'
import type { Deps } from '../../deps.ts'
import { HttpProblem } from '../../http/http-problem.ts'
import { checkUrl } from '../../outbound/address-rules.ts'

interface Checked {
  readonly application: string
  readonly hasSecret: boolean
  readonly authorizationUrl?: string | null | undefined
  readonly tokenUrl?: string | null | undefined
}

function secretFaults(definition: ApplicationDefinition, { hasSecret }: Checked): FieldError[] {
  const message = hasSecret ? null : missingSecretFault(definition)
  return message === null ? [] : [{ path: 'clientSecret', message }]
}

function addressFaults({ allow }: Pick<Deps, 'allow'>, iClient: Checked): FieldError[] {
  return (['authorizationUrl', 'tokenUrl'] as const).flatMap((path) => {
    const address = iClient[path]
    if (address === undefined || address === null) return []
    const url = new URL(address)
    const verdict = checkUrl(url, allow)
    return verdict.allowed ? [] : [{ path, message: addressAdvice(verdict.reason, url) }]
  })
}

/** Checks what is to be stored against its application and the address rules. @throws HttpProblem `invalid_value` */
export function checkIClient(deps: Pick<Deps, 'allow'>, iClient: Checked): void {
  const definition = findApplication(iClient.application)
  const unknown = { path: 'application', message: `There is no application “${iClient.application}”.` }
  const errors = [
    ...(definition === undefined ? [unknown] : secretFaults(definition, iClient)),
    ...addressFaults(deps, iClient),
  ]
  const [first] = errors
  if (first === undefined) return
  const detail = errors.length === 1 ? first.message : `${errors.length} values need a change.`
  throw new HttpProblem('invalid_value', detail, { errors })
}
