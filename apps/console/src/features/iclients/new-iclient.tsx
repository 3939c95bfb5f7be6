import { announce } from '../../ui/announce.tsx'
import { IClientDialog } from './iclient-dialog.tsx'
import { useCloseDialog } from './use-close-dialog.ts'

export function NewIClient() {
  const close = useCloseDialog()
  return (
    <IClientDialog
      iClient={null}
      onClose={close}
      onSaved={({ name }) => {
        announce(`${name} is saved.`)
        close()
      }}
    />
  )
}
