import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'

interface DiscardDialogProps {
  onDiscard: () => void
  onKeep: () => void
}

export function DiscardDialog({ onDiscard, onKeep }: DiscardDialogProps) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onKeep}
      title="Discard what you typed?"
      confirmLabel="Discard"
      cancelLabel="Keep editing"
      danger
      onConfirm={onDiscard}
    >
      What you changed in this pane is not saved.
    </ConfirmDialog>
  )
}
