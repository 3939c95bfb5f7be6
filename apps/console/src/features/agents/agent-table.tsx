import type { Agent } from '@patchbay/contracts/agents'
import { Suspense, lazy, useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { HeadedTable } from '../../ui/headed-table.tsx'
import { AgentRow } from './agent-row.tsx'
import styles from './agents.module.css'

const DeleteAgentDialog = lazy(async () => ({
  default: (await import('./delete-agent-dialog.tsx')).DeleteAgentDialog,
}))
const RegenerateToken = lazy(async () => ({
  default: (await import('./regenerate-token.tsx')).RegenerateToken,
}))

const columns = [
  ['Name', 'name'],
  ['Status', 'status'],
  ['Version', 'software'],
  ['Address', 'address'],
  ['Used by', 'users'],
  ['Actions', 'actions'],
] as const

interface Open {
  readonly dialog: 'delete' | 'regenerate'
  readonly agent: Agent
}

export function AgentTable({ agents }: { agents: readonly Agent[] }) {
  const may = useMay('manage')
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <HeadedTable columns={may ? columns : columns.filter(([, name]) => name !== 'actions')} styles={styles}>
        {agents.map((agent) => (
          <AgentRow
            key={agent.id}
            agent={agent}
            onRegenerate={() => setOpen({ dialog: 'regenerate', agent })}
            onDelete={() => setOpen({ dialog: 'delete', agent })}
          />
        ))}
      </HeadedTable>
      <Suspense>
        {open?.dialog === 'delete' && <DeleteAgentDialog agent={open.agent} onClose={close} />}
        {open?.dialog === 'regenerate' && <RegenerateToken agent={open.agent} onClose={close} />}
      </Suspense>
    </>
  )
}
