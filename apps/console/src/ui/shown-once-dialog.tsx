import { type MouseEvent, type ReactNode, useRef } from 'react'
import { Button } from './button.tsx'
import { Dialog, type DialogProps } from './dialog.tsx'
import styles from './shown-once-dialog.module.css'

interface ShownOnceDialogProps {
  title: string
  size?: DialogProps['size']
  /** Beside the button. */
  state?: ReactNode
  onClose: () => void
  children: ReactNode
}

/** The only sight of a secret, in a field to copy it from. */
export function ShownOnceDialog({ title, size, state, onClose, children }: ShownOnceDialogProps) {
  const content = useRef<HTMLInputElement>(null)

  function done({ detail: clicks }: MouseEvent) {
    // The second half of a double click on the button before, whose place Done takes on a phone.
    if (clicks < 2) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      size={size}
      initialFocus={content}
      footer={
        <>
          {state}
          <Button variant="primary" onClick={done}>
            Done
          </Button>
        </>
      }
    >
      <div
        className={styles['content']}
        ref={(node) => {
          content.current = node?.querySelector('input') ?? null
        }}
      >
        {children}
      </div>
    </Dialog>
  )
}
