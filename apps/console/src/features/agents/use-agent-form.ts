import type { Agent } from '@patchbay/contracts/agents'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import {
  type AgentFaults,
  type AgentFormValues,
  changesOf,
  faultsBy,
  faultsOf,
  isChanged,
  valuesOf,
} from './agent-form.ts'
import { agentMutations, agentQueries } from './queries.ts'

interface Options {
  agent: Agent
  onSaved: (agent: Agent) => void
  onFaults: () => void
}

export function useAgentForm({ agent, onSaved, onFaults }: Options) {
  const client = useQueryClient()
  const update = useMutation(agentMutations.update())
  const [base, setBase] = useState(agent)
  const [values, setValues] = useState(valuesOf(agent))
  const [faults, setFaults] = useState<AgentFaults>({})
  const [failure, setFailure] = useState<unknown>(null)
  const sending = useRef(false)

  function change(part: Partial<AgentFormValues>) {
    setValues({ ...values, ...part })
    setFaults(Object.fromEntries(Object.entries(faults).filter(([name]) => !(name in part))))
  }

  function refuse(found: AgentFaults) {
    setFaults(found)
    onFaults()
  }

  function fail(error: unknown) {
    const onFields = isApiError(error) ? faultsBy(error.fieldErrors) : {}
    if (Object.keys(onFields).length > 0) return refuse(onFields)
    setFailure(error)
  }

  async function send(next: AgentFormValues, onSent: (saved: Agent) => void) {
    if (sending.current) return
    sending.current = true
    setFailure(null)
    try {
      onSent(await update.mutateAsync({ id: base.id, ...changesOf(base.version, next) }))
    } catch (error) {
      fail(error)
    } finally {
      sending.current = false
    }
  }

  async function submit() {
    const found = faultsOf(base.version, values)
    if (Object.keys(found).length > 0) return refuse(found)
    await send(values, onSaved)
  }

  /** Saved at once; what is typed of the name stays. */
  async function trust(pem: string) {
    await send({ name: base.name, certificateAuthority: pem }, (saved) => {
      setBase(saved)
      setValues((typed) => ({ ...typed, certificateAuthority: valuesOf(saved).certificateAuthority }))
    })
  }

  /** After a conflict: the server's values come in. */
  async function loadCurrent() {
    const fresh = await client.fetchQuery({ ...agentQueries.detail(base.id), staleTime: 0 })
    setBase(fresh)
    setValues(valuesOf(fresh))
    setFailure(null)
  }

  const isDirty = isChanged(values, valuesOf(base))
  return { values, change, faults, failure, busy: update.isPending, submit, trust, loadCurrent, isDirty }
}

export type AgentForm = ReturnType<typeof useAgentForm>
