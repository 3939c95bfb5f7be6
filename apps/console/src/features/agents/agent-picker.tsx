import type { Agent } from '@patchbay/contracts/agents'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Combobox } from '../../ui/combobox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { useNow } from '../../ui/relative-time.ts'
import { statusText } from './agent-text.ts'
import { agentQueries } from './queries.ts'

const NewAgentSteps = lazy(async () => ({ default: (await import('./new-agent-steps.tsx')).NewAgentSteps }))

const generalHint =
  'A small program beside the server that connects out to Patchbay. Several connections can share one.'

interface AgentPickerProps {
  label: string
  hint?: string | undefined
  /** Address of the server that an agent is chosen for, as far as it is filled in. */
  server: string
  value: string
  onChange: (id: string) => void
  error?: string | undefined
}

/** Chooses an agent, and adds one on the way. */
export function AgentPicker({ label, hint = generalHint, server, value, onChange, error }: AgentPickerProps) {
  const now = useNow()
  const [isAdding, setAdding] = useState(false)
  const { data = [], error: failure } = useQuery(agentQueries.choices())
  const chosen = data.find(({ id }) => id === value)

  return (
    <>
      <Combobox
        label={label}
        hint={chosen === undefined ? hint : hintOf(chosen, now)}
        value={value}
        onValueChange={onChange}
        options={data.map((each) => ({
          value: each.id,
          label: each.name,
          description: statusText(each, now),
        }))}
        placeholder={data.length === 0 ? 'None yet: add one with +' : 'Choose an agent'}
        emptyText={failure === null ? 'No agent of that name' : errorText(failure).title}
        error={error}
        actions={
          <IconButton
            variant="secondary"
            label="Add agent"
            icon={<PlusIcon />}
            onClick={() => setAdding(true)}
          />
        }
      />
      {isAdding && (
        <Suspense>
          <NewAgentSteps server={server} onCreated={onChange} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  )
}

function hintOf(agent: Agent, now: number): string {
  const text = statusText(agent, now)
  if (agent.status === 'online')
    return agent.address === null ? `${text}.` : `${text}, from ${agent.address}.`
  return `${text}. Start it before you authorize the connection.`
}
