import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TransferList } from '../../ui/transfer-list.tsx'
import type { TransferItem } from '../../ui/transfer-panel.tsx'
import { useFormSubject } from './form-context.ts'

const labels = {
  addAll: 'Add all scopes',
  add: 'Add selected scopes',
  remove: 'Remove selected scopes',
  removeAll: 'Remove all scopes',
}

interface ScopeDialogProps {
  scopes: readonly string[]
  onSave: (scopes: string[]) => void
  onClose: () => void
}

export function ScopeDialog({ scopes, onSave, onClose }: ScopeDialogProps) {
  const { definition } = useFormSubject()
  const [chosen, setChosen] = useState<readonly string[]>(scopes)
  const items: TransferItem[] = definition.scopes.map((scope) => ({ ...scope, label: scope.value }))
  // A scope that the catalogue has dropped since can still be taken out.
  const known = new Set(items.map((item) => item.value))
  const gone = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }))
  const isChosen = (item: TransferItem) => chosen.includes(item.value)

  function save() {
    const order = [...items, ...gone].map((item) => item.value)
    onSave(order.filter((value) => chosen.includes(value)))
    onClose()
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Configure scopes"
      description={`What ${definition.name} is asked to permit. Whoever signs in sees the list and consents to it.`}
      size="lg"
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <TransferList
        available={items.filter((item) => !isChosen(item))}
        selected={[...items.filter(isChosen), ...gone]}
        onChange={setChosen}
        availableLabel="Available scopes"
        selectedLabel="Selected scopes"
        labels={labels}
        itemNoun={{ one: 'scope', many: 'scopes' }}
      />
    </Dialog>
  )
}
