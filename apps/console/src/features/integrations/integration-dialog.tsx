import type { Integration } from '@patchbay/contracts/integrations'
import { RecordDialog } from '../../records/record-dialog.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useIntegrationForm } from './use-integration-form.ts'

interface IntegrationDialogProps {
  /** Null: to be created. */
  integration: Integration | null
  onSaved: (integration: Integration) => void
  onClose: () => void
}

export function IntegrationDialog({ integration, onSaved, onClose }: IntegrationDialogProps) {
  const form = useIntegrationForm({ integration, onSaved })
  return (
    <RecordDialog
      title={integration === null ? 'Create integration' : 'Edit integration'}
      saveLabel={integration === null ? 'Create' : 'Save'}
      unsaved="It has not been saved yet."
      form={form}
      onClose={onClose}
    >
      <TextField
        label="Name"
        autoComplete="off"
        value={form.values.name}
        onChange={(event) => form.change({ name: event.target.value })}
        error={form.faults.name}
      />
      <TextArea
        label="Description"
        optional
        value={form.values.description}
        onChange={(event) => form.change({ description: event.target.value })}
        error={form.faults.description}
      />
    </RecordDialog>
  )
}
