import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Connection } from '@patchbay/contracts/connection'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { use, useRef } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { ApplyToContext } from './apply-to.ts'
import type { Base } from './draft.ts'
import { type ConnectionFormValues, bodyOf, sameValues, valuesOf } from './form-values.ts'
import { connectionMutations, connectionQueries } from './queries.ts'

interface SavedBase extends Base {
  id: string
}

interface Options {
  definition: ApplicationDefinition
  connection: Connection | null
  /** What the form's values were typed over. */
  base: Base | null
}

/**
 * Saves the form: creates once, changes from then on. Calls that come while one runs get its answer, so that a double
 * click makes one connection.
 */
export function useSaveConnection({ definition, connection, base: begun }: Options) {
  const client = useQueryClient()
  const applyTo = use(ApplyToContext)
  const create = useMutation(connectionMutations.create())
  const update = useMutation(connectionMutations.update())
  const running = useRef<Promise<Connection> | null>(null)
  const base = useRef<SavedBase | null>(connection && begun && { id: connection.id, ...begun })

  function remember(record: Connection): Connection {
    base.current = { id: record.id, version: record.version, values: valuesOf(definition, record) }
    return record
  }

  async function change(from: SavedBase, values: ConnectionFormValues): Promise<Connection> {
    const body = bodyOf(definition, values, from.values)
    try {
      return await update.mutateAsync({ id: from.id, version: from.version, ...body })
    } catch (error) {
      if (!isApiError(error, 'stale_version')) throw error
      // An authorization or a refresh writes a version too. Only what another admin typed is a conflict.
      const fresh = await client.fetchQuery({ ...connectionQueries.detail(from.id), staleTime: 0 })
      if (!sameValues(from.values, valuesOf(definition, fresh))) throw error
      return update.mutateAsync({ id: from.id, version: fresh.version, ...body })
    }
  }

  async function send(values: ConnectionFormValues): Promise<Connection> {
    if (base.current !== null) return change(base.current, values)
    return create.mutateAsync({ application: definition.id, applyTo, ...bodyOf(definition, values) })
  }

  function save(values: ConnectionFormValues): Promise<Connection> {
    running.current ??= send(values)
      .then(remember)
      .finally(() => {
        running.current = null
      })
    return running.current
  }

  return {
    save,
    /** After a conflict: takes the server's record as what the next change is based on. */
    rebase: remember,
  }
}
