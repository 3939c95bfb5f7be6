import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './connections-tab.module.css'
import { integrationMutations } from './queries.ts'
import { RegisterChoices } from './register-choices.tsx'
import { type Choice, type Refusal, namesText, withChoice } from './registration.ts'

interface RegisterDialogProps {
  integrationId: string
  onClose: () => void
}

export function RegisterDialog({ integrationId, onClose }: RegisterDialogProps) {
  const [chosen, setChosen] = useState<readonly Choice[]>([])
  const [done, setDone] = useState(0)
  const register = useMutation(integrationMutations.register())
  const { isPending: busy, data: refused = [] } = register

  function submit() {
    if (chosen.length === 0) return
    setDone(0)
    register.mutate(
      { id: integrationId, connections: chosen, onProgress: setDone },
      {
        onSuccess: (failed) => {
          const registered = chosen.length - failed.length
          if (registered > 0)
            announce(registered === 1 ? '1 is registered.' : `${registered} are registered.`)
          // What was refused stays ticked for another try, unless it is there no more.
          setChosen(failed.filter(({ isGone }) => !isGone).map(({ id, name }) => ({ id, name })))
          if (failed.length === 0) onClose()
        },
      },
    )
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Register connections"
      description="Steps of this integration may use those that are registered with it."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" busy={busy} aria-disabled={chosen.length === 0} onClick={submit}>
            {chosen.length > 1 ? `Register ${chosen.length}` : 'Register'}
          </Button>
        </>
      }
    >
      <div className={styles['said']}>
        {refused.length > 0 && !busy && <Refused refused={refused} />}
        <RegisterChoices
          integrationId={integrationId}
          chosen={chosen}
          onTick={(choice, ticked) => setChosen((current) => withChoice(current, choice, ticked))}
        />
        <p className={styles['note']} role="status">
          {busy ? `${done} of ${chosen.length} are registered.` : chosenText(chosen)}
        </p>
      </div>
    </Dialog>
  )
}

function chosenText(chosen: readonly Choice[]): string {
  return chosen.length === 0 ? 'None chosen yet.' : `${chosen.length} chosen: ${namesText(chosen)}`
}

function Refused({ refused }: { refused: readonly Refusal[] }) {
  return (
    <Notice
      tone="bad"
      role="alert"
      title={refused.length === 1 ? '1 could not be registered' : `${refused.length} could not be registered`}
    >
      <ul className={styles['stepsList']}>
        {refused.map(({ id, name, reason }) => (
          <li key={id} dir="auto">
            {name}: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
