import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { addressFault, normalAddress } from '@patchbay/applications/rules/addresses'
import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import { useQuery } from '@tanstack/react-query'
import type { Connecting } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import { connectionQueries } from './queries.ts'
import { useConnecting } from './use-connecting.ts'

/** The address of the server that tells of itself; null: the application's file tells of it, or it is not complete. */
export function issuerOf(
  { isAnyOther, addressField = '' }: ApplicationDefinition,
  { settings }: Pick<Connecting, 'settings'>,
): string | null {
  const typed = settings[addressField]?.trim() ?? ''
  if (isAnyOther !== true || addressFault(typed, { mayHaveQuery: false }) !== null) return null
  return normalAddress(typed)
}

/** What the server said, once it was asked; whoever draws its address asks it. */
export function useServer(): DiscoveryReply | undefined {
  const { definition } = useFormSubject()
  const issuer = issuerOf(definition, useConnecting())
  return useQuery({ ...connectionQueries.server(issuer ?? ''), enabled: false }).data
}
