import { scopesFault, visibleScopes } from '@patchbay/applications/rules/scopes'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TransferList } from '../../ui/transfer-list.tsx'
import type { TransferItem } from '../../ui/transfer-panel.tsx'
import { AddScope } from './add-scope.tsx'
import styles from './connection-form.module.css'
import type { Connecting } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import { useServer } from './use-server.ts'

const labels = {
  addAll: 'Add all scopes',
  add: 'Add selected scopes',
  remove: 'Remove selected scopes',
  removeAll: 'Remove all scopes',
}

function offeredByServer(value: string): TransferItem {
  return { value, label: value, description: 'Offered by this server' }
}

interface ScopeDialogProps {
  scopes: readonly string[]
  connecting: Connecting
  onSave: (scopes: string[]) => void
  onClose: () => void
}

export function ScopeDialog({ scopes, connecting, onSave, onClose }: ScopeDialogProps) {
  const { definition } = useFormSubject()
  const [chosen, setChosen] = useState<readonly string[]>(scopes)
  const server = useServer()
  const offered = visibleScopes(definition, connecting)
  const listed = new Set(offered.map(({ value }) => value))
  const items: TransferItem[] = [
    ...offered.map((scope) => ({ ...scope, label: scope.value })),
    ...(server?.scopes ?? []).filter((scope) => !listed.has(scope)).map(offeredByServer),
  ]
  // Typed in, or dropped by the catalogue since.
  const known = new Set(items.map((item) => item.value))
  const others = chosen.filter((value) => !known.has(value)).map((value) => ({ value, label: value }))
  const isChosen = (item: TransferItem) => chosen.includes(item.value)

  function save() {
    const order = [...items, ...others].map((item) => item.value)
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
      <div className={styles['scopes']}>
        <TransferList
          available={items.filter((item) => !isChosen(item))}
          selected={[...items.filter(isChosen), ...others]}
          onChange={setChosen}
          availableLabel="Available scopes"
          selectedLabel="Selected scopes"
          labels={labels}
          itemNoun={{ one: 'scope', many: 'scopes' }}
        />
        {definition.customScopes && (
          <AddScope
            chosen={chosen}
            faultOf={(added) => scopesFault(definition, connecting, added)}
            onAdd={(added) => setChosen([...chosen, ...added])}
          />
        )}
      </div>
    </Dialog>
  )
}
