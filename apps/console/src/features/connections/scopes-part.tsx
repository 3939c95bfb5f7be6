import { useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import styles from './connection-form.module.css'
import { FieldMessage } from './field-message.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { ScopeDialog } from './scope-dialog.tsx'
import { ScopeTokens } from './scope-tokens.tsx'

export function ScopesPart() {
  const [open, setOpen] = useState(false)
  const { field, fieldState } = useController<ConnectionFormValues, 'scopes'>({ name: 'scopes' })
  const message = fieldState.error?.message
  return (
    <div className={styles['part']} role="group" aria-labelledby="form-scopes">
      <div id="form-scopes" className={styles['label']}>
        Scopes
      </div>
      <ScopeTokens scopes={field.value} none="No scopes chosen yet." />
      <div>
        <Button
          onClick={() => setOpen(true)}
          aria-describedby={message === undefined ? undefined : 'form-scopes-error'}
          aria-invalid={message !== undefined || undefined}
        >
          Configure scopes
        </Button>
      </div>
      <FieldMessage id="form-scopes-error" message={message} />
      {open && <ScopeDialog scopes={field.value} onSave={field.onChange} onClose={() => setOpen(false)} />}
    </div>
  )
}
