import { AlertDialog } from '@base-ui/react/alert-dialog'
import { type ReactNode, type RefObject, useRef } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './confirm-dialog.module.css'
import dialog from './dialog.module.css'
import { Notice } from './notice.tsx'

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
  /** What can be chosen before confirming; not part of what is read out when the dialog opens. */
  choice?: ReactNode | undefined
  confirmLabel: string
  onConfirm: () => void
  busy?: boolean | undefined
  danger?: boolean | undefined
  cancelLabel?: string | undefined
  error?: string | undefined
  /** Left out: the button that changes nothing. */
  initialFocus?: RefObject<HTMLElement | null>
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, onConfirm, busy, danger, error } = props
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={dialog['backdrop']} forceRender />
        <AlertDialog.Viewport className={dialog['viewport']}>
          <AlertDialog.Popup
            className={classNames(dialog['popup'], dialog['sm'])}
            initialFocus={props.initialFocus ?? cancel}
          >
            <AlertDialog.Title className={styles['header']} dir="auto">
              {title}
            </AlertDialog.Title>
            <div className={styles['body']}>
              <AlertDialog.Description render={<div />}>{children}</AlertDialog.Description>
              {props.choice}
              {error !== undefined && (
                <Notice tone="bad" role="alert">
                  {error}
                </Notice>
              )}
            </div>
            <footer className={classNames(dialog['footer'], styles['footer'])}>
              <Button ref={cancel} variant="quiet" onClick={() => onOpenChange(false)}>
                {props.cancelLabel ?? 'Cancel'}
              </Button>
              <Button
                variant={danger ? 'danger' : 'primary'}
                className={danger ? styles['danger'] : undefined}
                busy={busy}
                onClick={onConfirm}
              >
                {confirmLabel}
              </Button>
            </footer>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
