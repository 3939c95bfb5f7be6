import { useState } from 'react'
import { announce } from '../../ui/announce.tsx'
import { CreateApiKeyDialog } from './create-api-key-dialog.tsx'
import { CreatedApiKeyDialog } from './created-api-key-dialog.tsx'
import { useCloseDialog } from './use-close-dialog.ts'
import type { CreatedApiKey } from './use-api-key-form.ts'

export function NewApiKey() {
  const close = useCloseDialog()
  // The key is here and nowhere else: closing the dialog, or leaving its address, forgets it.
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  if (created !== null) return <CreatedApiKeyDialog created={created} onClose={close} />
  return (
    <CreateApiKeyDialog
      onClose={close}
      onCreated={(answer) => {
        announce(`${answer.name} is created. Copy the key now.`)
        setCreated(answer)
      }}
    />
  )
}
