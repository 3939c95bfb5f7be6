import type { Deps } from '../../deps.ts'
import type { IntegrationRecord } from '../../records/integration.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import type { Page } from '../../stores/store.ts'

interface Query {
  readonly q?: string | undefined
  readonly application?: string | undefined
  readonly limit: number
  readonly after?: string
}

/** The registered connections by name, as the store lists them. */
export function listRegistered(
  { records }: Pick<Deps, 'records'>,
  { connectionIds }: IntegrationRecord,
  { q, application, limit, after }: Query,
): Promise<Page<ConnectionRecord>> {
  return records.connections.list({
    where: { id: [...connectionIds], ...(application === undefined ? {} : { application }) },
    ...(q === undefined ? {} : { search: q }),
    sort: { by: 'name', direction: 'asc' },
    ...(after === undefined ? {} : { after }),
    limit,
  })
}
