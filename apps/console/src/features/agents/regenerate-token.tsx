import type { Agent } from '@patchbay/contracts/agents'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type IssuedAgent, agentMutations } from './queries.ts'
import { TokenDialog } from './token-dialog.tsx'

interface RegenerateTokenProps {
  agent: Agent
  onClose: () => void
}

export function RegenerateToken({ agent: { id, name }, onClose }: RegenerateTokenProps) {
  const regenerate = useMutation(agentMutations.regenerateToken())
  const sent = useRef(false)
  // The token is here and nowhere else: closing the dialog forgets it.
  const [issued, setIssued] = useState<IssuedAgent | null>(null)

  function confirm() {
    // Of two that cross, it would not be known which token is the one that counts.
    if (sent.current) return
    sent.current = true
    regenerate.mutate(id, {
      onSuccess: (answer) => {
        announce(`${name} has a new access token. Copy it now.`)
        setIssued(answer)
        regenerate.reset()
      },
      onError: () => (sent.current = false),
    })
  }

  if (issued !== null)
    return <TokenDialog issued={issued} title={`${name} has a new token`} onClose={onClose} />
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Regenerate the token of ${name}?`}
      confirmLabel="Regenerate token"
      danger
      busy={regenerate.isPending}
      error={regenerate.error === null ? undefined : errorText(regenerate.error).detail}
      onConfirm={confirm}
    >
      The old token ends at once, and the agent is offline until it is started with the new one. Requests of
      connections that use it are refused meanwhile.
    </ConfirmDialog>
  )
}
