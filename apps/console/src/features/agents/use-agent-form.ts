import type { Agent } from '@patchbay/contracts/agents'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordForm } from '../../records/use-record-form.ts'
import { type AgentFormValues, changesOf, faultsOf, fields, valuesOf } from './agent-form.ts'
import { agentMutations, agentQueries } from './queries.ts'

interface Options {
  agent: Agent
  onSaved: (agent: Agent) => void
}

export function useAgentForm({ agent, onSaved }: Options) {
  const client = useQueryClient()
  const update = useMutation(agentMutations.update())
  const [base, setBase] = useState(agent)
  const form = useRecordForm({
    initial: valuesOf(agent),
    faultsOf: (values: AgentFormValues) => faultsOf(base.version, values),
    fields,
    save: (values) => update.mutateAsync({ id: base.id, ...changesOf(base.version, values) }),
    onSaved,
  })

  /** Saved at once; what is typed of the name stays. */
  async function trust(pem: string) {
    await form.send({ name: base.name, certificateAuthority: pem }, (saved) => {
      setBase(saved)
      form.rebase(valuesOf(saved), ({ name }) => ({ name }))
    })
  }

  /** After a conflict: the server's values come in. */
  async function loadCurrent() {
    const fresh = await client.fetchQuery({ ...agentQueries.detail(base.id), staleTime: 0 })
    setBase(fresh)
    form.rebase(valuesOf(fresh))
  }

  return { ...form, trust, loadCurrent }
}

export type AgentForm = ReturnType<typeof useAgentForm>
