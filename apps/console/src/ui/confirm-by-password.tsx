import { type SubmitEvent, useRef, useState } from 'react'
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog.tsx'
import { SecretField } from './secret-field.tsx'

interface ConfirmByPasswordProps extends Pick<
  ConfirmDialogProps,
  'title' | 'children' | 'confirmLabel' | 'busy' | 'error'
> {
  passwordError?: string | undefined
  /** @param retry puts the caret where the password can be written anew */
  onConfirm: (password: string, retry: () => void) => void
  onClose: () => void
}

/** For what somebody at a browser that was left open must not be able to do. */
export function ConfirmByPassword({ passwordError, onConfirm, onClose, ...dialog }: ConfirmByPasswordProps) {
  const input = useRef<HTMLInputElement>(null)
  const [password, setPassword] = useState('')
  const confirm = () => {
    if (dialog.busy !== true) onConfirm(password, () => input.current?.select())
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    confirm()
  }
  return (
    <ConfirmDialog
      {...dialog}
      open
      danger
      initialFocus={input}
      onOpenChange={(open) => !open && onClose()}
      onConfirm={confirm}
      choice={
        <form onSubmit={submit} noValidate>
          <SecretField
            ref={input}
            label="Your password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={passwordError}
          />
        </form>
      }
    />
  )
}
