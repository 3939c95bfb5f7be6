import type { UserLink } from '@patchbay/contracts/users'
import { type MouseEvent, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import styles from './users.module.css'

interface UserLinkDialogProps {
  name: string
  link: UserLink
  onClose: () => void
}

/** The only sight of the link. */
export function UserLinkDialog({ name, link: { url, expiresAt }, onClose }: UserLinkDialogProps) {
  const content = useRef<HTMLInputElement>(null)

  function done({ detail: clicks }: MouseEvent) {
    // The second half of a double click on the button whose place Done takes.
    if (clicks < 2) onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Link for ${name}`}
      initialFocus={content}
      footer={
        <Button variant="primary" onClick={done}>
          Done
        </Button>
      }
    >
      <div
        className={styles['form']}
        ref={(node) => {
          content.current = node?.querySelector('input') ?? null
        }}
      >
        <Notice tone="warn" title="Copy the link now: it is not shown again">
          Give it to nobody but {name}: whoever opens it first chooses the password.
        </Notice>
        <CopyField label="One-time link" value={url} hint={`It works once, until ${fullTime(expiresAt)}.`} />
      </div>
    </Dialog>
  )
}
