import type { UserLink } from '@patchbay/contracts/users'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { fullTime } from '../../ui/relative-time.ts'
import { ShownOnceDialog } from '../../ui/shown-once-dialog.tsx'

interface UserLinkDialogProps {
  name: string
  link: UserLink
  onClose: () => void
}

export function UserLinkDialog({ name, link: { url, expiresAt }, onClose }: UserLinkDialogProps) {
  return (
    <ShownOnceDialog title={`Link for ${name}`} onClose={onClose}>
      <Notice tone="warn" title="Copy the link now: it is not shown again">
        Give it to nobody but <bdi>{name}</bdi>: whoever opens it first chooses the password.
      </Notice>
      <CopyField label="One-time link" value={url} hint={`It works once, until ${fullTime(expiresAt)}.`} />
    </ShownOnceDialog>
  )
}
