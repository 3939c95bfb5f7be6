import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
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
  const form = useId()
  const [made, setMade] = useState<Secret | null>(null)
  const start = useMutation(totpMutations.start())
  const confirm = useMutation(totpMutations.confirm())
  const step = made === null ? start : confirm

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
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" busy={step.isPending}>
            {made === null ? 'Continue' : 'Confirm'}
          </Button>
        </>
      }
    >
      {made === null ? (
        <GivePassword
          id={form}
          error={start.error}
          onSubmit={(password) => start.isPending || start.mutate(password, { onSuccess: setMade })}
        />
      ) : (
        <ConfirmCode
          id={form}
          {...made}
          error={confirm.error}
          onSubmit={(code) => confirm.isPending || confirm.mutate(code, { onSuccess: done })}
        />
      )}
    </Dialog>
  )
}
