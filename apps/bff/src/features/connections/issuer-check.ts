import type { Settings } from '@patchbay/applications/definition'
import { accessOf } from '@patchbay/applications/rules/access'
import { readServer } from '../../credentials/read-server.ts'
import type { Deps } from '../../deps.ts'
import type { OAuthDeps } from '../../oauth/client.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { applicationOf } from './check-connection.ts'

type IssuerDeps = Pick<Deps, 'allow'> & { readonly oauth: Pick<OAuthDeps, 'discovery'> }

interface Subject {
  readonly application: string
  readonly authType: ConnectionRecord['authType']
  readonly settings: Settings
}

/**
 * An issuer that has to tell everything is asked when it is saved, so that a wrong one is named there. One that does not
 * answer just now may be saved: the sign-in will ask again.
 *
 * @param before the settings that are saved already
 * @throws HttpProblem `invalid_value`
 */
export async function checkIssuer(deps: IssuerDeps, subject: Subject, before?: Settings): Promise<void> {
  const { application, authType, settings } = subject
  const access = accessOf(applicationOf(application), { authType, settings, facts: {} })
  if (access.kind !== 'oauth2') return
  const {
    issuer,
    discovers = false,
    authorizationUrl,
    deviceAuthorizationUrl,
    tokenUrl,
  } = access.oauth.endpoints
  if (!discovers || issuer === null || before?.['issuer'] === settings['issuer']) return
  // What was written by hand stands without the document.
  if (tokenUrl !== undefined || authorizationUrl !== undefined || deviceAuthorizationUrl !== undefined) return
  try {
    await readServer(deps, issuer, 'settings.issuer')
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
  }
}
