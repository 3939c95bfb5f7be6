import { addressFault, normalAddress } from '@patchbay/applications/rules/addresses'
import type { Deps } from '../deps.ts'
import { invalidValue } from '../http/http-problem.ts'
import type { OAuthDeps } from '../oauth/client.ts'
import { OAuthError } from '../oauth/oauth-error.ts'
import type { ServerMetadata } from '../oauth/server-metadata.ts'
import { checkUrl } from '../outbound/address-rules.ts'
import { addressAdvice } from './address-advice.ts'

type ServerDeps = Pick<Deps, 'allow'> & { readonly oauth: Pick<OAuthDeps, 'discovery'> }

function checkedIssuer({ allow }: ServerDeps, issuer: string, path: string): string {
  const fault = addressFault(issuer.trim(), { mayHaveQuery: false })
  if (fault !== null) throw invalidValue(path, fault)
  const url = new URL(issuer.trim())
  const verdict = checkUrl(url, allow)
  if (!verdict.allowed) throw invalidValue(path, addressAdvice(verdict.reason, url))
  return normalAddress(issuer.trim())
}

/**
 * What a server says of itself.
 *
 * @param path of the member that holds the issuer, for the field error
 * @throws HttpProblem `invalid_value`; OAuthError `application_unreachable` where another try may help
 */
export async function readServer(deps: ServerDeps, issuer: string, path: string): Promise<ServerMetadata> {
  const address = checkedIssuer(deps, issuer, path)
  try {
    return await deps.oauth.discovery.server(address)
  } catch (error) {
    if (!(error instanceof OAuthError) || error.passing) throw error
    throw invalidValue(path, error.message)
  }
}
