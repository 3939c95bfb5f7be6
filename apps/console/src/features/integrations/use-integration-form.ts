import type { Integration } from '@patchbay/contracts/integrations'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { useRecordForm } from '../../records/use-record-form.ts'
import { type IntegrationFormValues, faultsOf, fields } from './integration-form.ts'
import { integrationMutations, integrationQueries } from './queries.ts'

interface Options {
  integration: Integration | null
  onSaved: (integration: Integration) => void
}

export function useIntegrationForm({ integration, onSaved }: Options) {
  const client = useQueryClient()
  const create = useMutation(integrationMutations.create())
  const update = useMutation(integrationMutations.update())
  const [begun] = useState(() => ({
    name: integration?.name ?? '',
    description: integration?.description ?? '',
  }))

  async function saveOver({ id, version }: Integration, values: IntegrationFormValues): Promise<Integration> {
    try {
      return await update.mutateAsync({ id, version, ...values })
    } catch (error) {
      if (!isApiError(error, 'stale_version')) throw error
      // A change of a flow makes a version too. Only another name or description is a conflict.
      const fresh = await client.fetchQuery({ ...integrationQueries.detail(id), staleTime: 0 })
      if (fresh.name !== begun.name || fresh.description !== begun.description) throw error
      return update.mutateAsync({ id, version: fresh.version, ...values })
    }
  }

  function save(values: IntegrationFormValues): Promise<Integration> {
    return integration === null ? create.mutateAsync(values) : saveOver(integration, values)
  }

  return useRecordForm({ initial: begun, faultsOf, fields, save, onSaved })
}
