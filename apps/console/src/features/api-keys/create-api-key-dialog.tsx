import { RecordDialog } from '../../records/record-dialog.tsx'
import { ApiKeyFields } from './api-key-fields.tsx'
import { type CreatedApiKey, useApiKeyForm } from './use-api-key-form.ts'

interface CreateApiKeyDialogProps {
  onCreated: (created: CreatedApiKey) => void
  onClose: () => void
}

export function CreateApiKeyDialog({ onCreated, onClose }: CreateApiKeyDialogProps) {
  const form = useApiKeyForm(onCreated)
  return (
    <RecordDialog
      title="Create API key"
      description="What a program calls Patchbay with, instead of a password."
      saveLabel="Create key"
      unsaved="No key has been created yet."
      form={form}
      onClose={onClose}
    >
      <ApiKeyFields form={form} />
    </RecordDialog>
  )
}
