import { catalogue, findApplication } from '@patchbay/applications/catalogue'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { type Application, getApplication, listApplications } from '@patchbay/contracts/applications'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { notFound } from '../../http/http-problem.ts'

type ApplicationDeps = Pick<Deps, 'publicUrls' | 'sandbox' | 'builtInClients'>

function summary({ id, name, description, monogram }: ApplicationDefinition) {
  return { id, name, description, monogram }
}

function standIn({ sandbox }: ApplicationDeps, id: string) {
  const found = sandbox?.applications.find((each) => each.application === id)
  return found === undefined ? null : { settings: { ...found.settings }, iClientId: found.iClientId }
}

function broughtClient(
  { builtInClients }: ApplicationDeps,
  { id, builtInClient }: ApplicationDefinition,
): Application['builtInClient'] {
  if (builtInClient === undefined) return null
  return { configured: builtInClients.has(id), variables: Object.values(builtInClient.variables) }
}

function detail(deps: ApplicationDeps, definition: ApplicationDefinition) {
  return {
    ...summary(definition),
    authTypes: [...definition.authTypes],
    fields: definition.fields.filter((field) => field.override !== true),
    httpFields: definition.fields.filter((field) => field.override === true),
    scopes: [...definition.scopes],
    suggestedScopes: [...definition.suggestedScopes],
    scopeSeparator: definition.scopeSeparator,
    customScopes: definition.customScopes,
    callbackUrls: [...deps.publicUrls.all],
    sandbox: standIn(deps, definition.id),
    builtInClient: broughtClient(deps, definition),
  }
}

export function applicationRoutes(bind: Bind, deps: ApplicationDeps): void {
  bind(listApplications, async () => ({
    items: catalogue.map(summary),
    nextCursor: null,
    total: catalogue.length,
  }))

  bind(getApplication, async ({ params }) => {
    const definition = findApplication(params.id)
    if (definition === undefined) throw notFound('application')
    return detail(deps, definition)
  })
}
