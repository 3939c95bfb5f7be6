import type { IClient } from '@patchbay/contracts/iclients'
import { RecordDialog } from '../../records/record-dialog.tsx'
import type { Connecting } from './client-addresses.ts'
import { IClientFields } from './iclient-fields.tsx'
import { useIClientForm } from './use-iclient-form.ts'

interface IClientDialogProps {
  /** Null: a new one. */
  iClient: IClient | null
  /** Fixed where the dialog is opened for one application; else it is chosen. */
  application?: string
  /** The connection that a new one is for. */
  connecting?: Connecting | undefined
  onSaved: (iClient: IClient) => void
  onClose: () => void
}

export function IClientDialog({ iClient, application, connecting, onSaved, onClose }: IClientDialogProps) {
  const form = useIClientForm({ iClient, application: application ?? '', connecting, onSaved })
  return (
    <RecordDialog
      title={titleOf(iClient, application)}
      description="A client ID and client secret, as the application's page for connected applications shows them."
      unsaved="What you changed in this dialog is not saved."
      form={form}
      conflict={{
        title: 'Someone else changed this iClient while you were editing',
        loadCurrent: form.loadCurrent,
      }}
      onClose={onClose}
    >
      <IClientFields
        form={form}
        hasStoredSecret={iClient !== null && iClient.clientSecretUpdatedAt !== null}
        chooses={iClient === null && application === undefined}
      />
    </RecordDialog>
  )
}

function titleOf(iClient: IClient | null, application: string | undefined): string {
  if (iClient !== null) return 'Edit iClient'
  return application === undefined ? 'Register OAuth 2.0 client' : 'Add iClient'
}
