import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { CreateAgentDialog } from './create-agent-dialog.tsx'
import type { IssuedAgent } from './queries.ts'
import { TokenDialog } from './token-dialog.tsx'

interface NewAgentStepsProps {
  /** Address of the server that it is made for, where that is known. */
  server?: string | undefined
  onCreated?: (id: string) => void
  onClose: () => void
}

/** The name, then the only sight of the token. */
export function NewAgentSteps({ server, onCreated, onClose }: NewAgentStepsProps) {
  // The token is here and nowhere else: closing the dialog, or leaving its address, forgets it.
  const [issued, setIssued] = useState<IssuedAgent | null>(null)
  if (issued !== null) {
    return (
      <TokenDialog issued={issued} title={`${issued.name} is created`} server={server} onClose={onClose} />
    )
  }
  return (
    <CreateAgentDialog
      onClose={onClose}
      onCreated={(answer) => {
        announce(`${answer.name} is created. Copy its access token now.`)
        onCreated?.(answer.id)
        setIssued(answer)
      }}
    />
  )
}
