import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ConfirmCode } from './confirm-code.tsx'
import { GivePassword } from './give-password.tsx'
import { totpMutations } from './queries.ts'

interface Secret {
  readonly secret: string
  readonly address: string
}

/** The password first; then what the app has to know, which is here and nowhere else. */
export function SetUpTotpDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<Secret | null>(null)
  const start = useMutation(totpMutations.start())

  function done() {
    announce('The authenticator app is set up.')
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Set up an authenticator app"
      description={
        made === null
          ? 'First, show that it is you.'
          : 'Scan the square with the app, or type the key. Then write the code that it shows.'
      }
    >
      {made === null ? (
        <GivePassword
          error={start.error}
          busy={start.isPending}
          onSubmit={(password) => start.mutate(password, { onSuccess: setMade })}
          onCancel={onClose}
        />
      ) : (
        <ConfirmCode {...made} onDone={done} onCancel={onClose} />
      )}
    </Dialog>
  )
}
