import { catalogue } from '@patchbay/applications/catalogue'
import type { BuiltInClient } from '@patchbay/applications/definition'

export interface ClientCredentials {
  readonly clientId: string
  readonly clientSecret: string
}

/** By application. Without those for which the operator has set none. */
export type BuiltInClients = ReadonlyMap<string, ClientCredentials>

const brought = catalogue.flatMap(({ id, builtInClient }) =>
  builtInClient === undefined ? [] : [{ id, ...builtInClient }],
)

export const builtInClientVariables = brought.flatMap(({ variables }) => Object.values(variables))

type Values = Readonly<Record<string, string>>

function faultOf(values: Values, { variables: { clientId, clientSecret } }: BuiltInClient): string[] {
  const [idIsSet, secretIsSet] = [values[clientId] !== undefined, values[clientSecret] !== undefined]
  if (idIsSet === secretIsSet) return []
  return idIsSet
    ? [`${clientSecret} is missing beside ${clientId}: set both or neither`]
    : [`${clientId} is missing beside ${clientSecret}: set both or neither`]
}

/** The clients that the operator brings, and what is wrong with their variables. */
export function readBuiltInClients(values: Values): { clients: BuiltInClients; faults: readonly string[] } {
  const clients = brought.flatMap(({ id, variables }) => {
    const [clientId, clientSecret] = [values[variables.clientId], values[variables.clientSecret]]
    if (clientId === undefined || clientSecret === undefined) return []
    return [[id, { clientId, clientSecret }] as const]
  })
  return { clients: new Map(clients), faults: brought.flatMap((each) => faultOf(values, each)) }
}
