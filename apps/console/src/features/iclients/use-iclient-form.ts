import type { IClient } from '@patchbay/contracts/iclients'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import type { Connecting } from './client-addresses.ts'
import {
  type IClientFaults,
  type IClientFormValues,
  bodyOf,
  changesOf,
  choiceOf,
  emptyIClient,
  faultsBy,
  faultsOf,
  isChanged,
  valuesOf,
} from './iclient-form.ts'
import { iClientMutations, iClientQueries } from './queries.ts'

interface Options {
  iClient: IClient | null
  application: string
  connecting: Connecting | undefined
  onSaved: (iClient: IClient) => void
  onFaults: () => void
}

/** The dialog's state. Nothing of it is kept anywhere: it holds a secret. */
export function useIClientForm({ iClient, application, connecting, onSaved, onFaults }: Options) {
  const client = useQueryClient()
  const create = useMutation(iClientMutations.create())
  const update = useMutation(iClientMutations.update())
  const [base, setBase] = useState(iClient)
  const saved = base === null ? emptyIClient(application, connecting) : valuesOf(base)
  const [values, setValues] = useState(saved)
  const [faults, setFaults] = useState<IClientFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<IClientFormValues>) {
    setValues({ ...values, ...part })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in part))))
  }

  function chooseApplication(id: string) {
    change(choiceOf(values, id))
  }

  function refuse(found: IClientFaults) {
    setFaults(found)
    onFaults()
  }

  function fail(error: unknown) {
    const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
    if (Object.keys(onFields).length > 0) return refuse(onFields)
    setFailure(error)
  }

  async function submit() {
    const found = faultsOf(values, base)
    if (Object.keys(found).length > 0) return refuse(found)
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      const record =
        base === null
          ? await create.mutateAsync(bodyOf(values))
          : await update.mutateAsync({ id: base.id, ...changesOf(base.version, values) })
      onSaved(record)
    } catch (error) {
      fail(error)
    } finally {
      sending.current = false
    }
  }

  /** After a conflict: the server's name and client ID come in; a typed secret stays. */
  async function loadCurrent() {
    if (base === null) return
    const fresh = await client.fetchQuery({ ...iClientQueries.detail(base.id), staleTime: 0 })
    setBase(fresh)
    setValues({ ...valuesOf(fresh), clientSecret: values.clientSecret })
    setFailure(null)
  }

  const busy = create.isPending || update.isPending
  return {
    values,
    change,
    chooseApplication,
    faults,
    failure,
    busy,
    submit,
    loadCurrent,
    isDirty: isChanged(values, saved),
  }
}
