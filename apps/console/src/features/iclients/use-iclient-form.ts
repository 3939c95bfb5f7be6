import type { IClient } from '@patchbay/contracts/iclients'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordForm } from '../../records/use-record-form.ts'
import type { Connecting } from './client-addresses.ts'
import {
  type IClientFormValues,
  bodyOf,
  changesOf,
  choiceOf,
  emptyIClient,
  faultsOf,
  fields,
  valuesOf,
} from './iclient-form.ts'
import { iClientMutations, iClientQueries } from './queries.ts'

interface Options {
  iClient: IClient | null
  application: string
  connecting: Connecting | undefined
  onSaved: (iClient: IClient) => void
}

/** The dialog's state. Nothing of it is kept anywhere: it holds a secret. */
export function useIClientForm({ iClient, application, connecting, onSaved }: Options) {
  const client = useQueryClient()
  const create = useMutation(iClientMutations.create())
  const update = useMutation(iClientMutations.update())
  const [base, setBase] = useState(iClient)

  function save(values: IClientFormValues): Promise<IClient> {
    if (base === null) return create.mutateAsync(bodyOf(values))
    return update.mutateAsync({ id: base.id, ...changesOf(base.version, values) })
  }

  const form = useRecordForm({
    initial: base === null ? emptyIClient(application, connecting) : valuesOf(base),
    faultsOf: (values) => faultsOf(values, base),
    fields,
    save,
    onSaved,
  })

  function chooseApplication(id: string) {
    form.change(choiceOf(form.values, id))
  }

  /** After a conflict: the server's name and client ID come in; a typed secret stays. */
  async function loadCurrent() {
    if (base === null) return
    const fresh = await client.fetchQuery({ ...iClientQueries.detail(base.id), staleTime: 0 })
    setBase(fresh)
    form.rebase(valuesOf(fresh), ({ clientSecret }) => ({ clientSecret }))
  }

  return { ...form, chooseApplication, loadCurrent }
}
