import type { CredentialsDeps } from './credentials/credentials-deps.ts'
import type { Deps } from './deps.ts'
import type { ImportRules } from './features/configuration/import-rules.ts'
import type { ConfigurationParts } from './features/configuration/routes.ts'
import { checkConnection, secretNames } from './features/connections/check-connection.ts'
import { createConnection } from './features/connections/connections.ts'
import { isSandbox } from './features/connections/present-connection.ts'
import { updateConnection } from './features/connections/update-connection.ts'
import { checkIClient } from './features/iclients/check-iclient.ts'
import { createIClient, updateIClient } from './features/iclients/iclients.ts'

function rulesFor(deps: Deps & CredentialsDeps, userId: string): ImportRules {
  return {
    checkIClient: (body) => checkIClient(deps, { ...body, hasSecret: true }),
    createIClient: (body) => createIClient(deps, body, { userId, lacksSecret: true }),
    updateIClient: (id, body) => updateIClient(deps, id, body),
    checkConnection({ record, ...draft }) {
      const stored = record === null ? secretNames(draft) : Object.keys(record.secrets ?? {})
      return checkConnection(deps, { ...draft, id: record?.id ?? null, secrets: { given: {}, stored } })
    },
    createConnection: (body) => createConnection(deps, body, { userId, lacksSecrets: true }),
    updateConnection: (id, body) => updateConnection(deps, id, body),
  }
}

/** How moving a configuration reaches the rules of what is moved. */
export function configurationParts(deps: Deps & CredentialsDeps): ConfigurationParts {
  return {
    isSandbox: (record) => isSandbox(deps, record),
    rulesFor: (userId) => rulesFor(deps, userId),
  }
}
