import { Button } from '../../ui/button.tsx'
import type { Intent } from './form-faults.ts'

interface PaneFooterProps {
  saving: Intent | null
  onSave: (intent: Intent) => void
  onCancel: () => void
}

export function PaneFooter({ saving, onSave, onCancel }: PaneFooterProps) {
  return (
    <>
      <Button variant="primary" busy={saving === 'authorize'} onClick={() => onSave('authorize')}>
        Save &amp; authorize
      </Button>
      <Button busy={saving === 'close'} onClick={() => onSave('close')}>
        Save &amp; close
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}

export function NamingFooter({ onNext, onCancel }: { onNext: () => void; onCancel: () => void }) {
  return (
    <>
      <Button variant="primary" onClick={onNext}>
        Next
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </>
  )
}

export function SuccessFooter({ onDone, onOpen }: { onDone: () => void; onOpen: () => void }) {
  return (
    <>
      <Button variant="primary" onClick={onDone}>
        Done
      </Button>
      <Button onClick={onOpen}>Open connection</Button>
    </>
  )
}
