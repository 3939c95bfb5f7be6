import type { Integration } from '@patchbay/contracts/integrations'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { type IntegrationFaults, type IntegrationFormValues, faultsBy, faultsOf } from './integration-form.ts'
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
  const [values, setValues] = useState<IntegrationFormValues>(begun)
  const [faults, setFaults] = useState<IntegrationFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<IntegrationFormValues>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults((before) =>
      Object.fromEntries(Object.entries(before).filter(([field]) => !Object.hasOwn(part, field))),
    )
  }

  async function saveOver({ id, version }: Integration): Promise<Integration> {
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

  function save(): Promise<Integration> {
    return integration === null ? create.mutateAsync(values) : saveOver(integration)
  }

  async function submit(onFaults: () => void): Promise<void> {
    function refuse(found: IntegrationFaults) {
      setFaults(found)
      onFaults()
    }
    const found = faultsOf(values)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      onSaved(await save())
    } catch (error) {
      const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
      if (Object.keys(onFields).length > 0) refuse(onFields)
      else setFailure(error)
    } finally {
      sending.current = false
    }
  }

  const isDirty = JSON.stringify(values) !== JSON.stringify(begun)
  return { values, change, faults, failure, busy: create.isPending || update.isPending, submit, isDirty }
}
