import { Suspense, lazy, useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import styles from './connection-form.module.css'
import { FieldMessage } from './field-message.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { ScopeTokens } from './scope-tokens.tsx'

const openScopeDialog = () => import('./scope-dialog.tsx')
const ScopeDialog = lazy(async () => ({ default: (await openScopeDialog()).ScopeDialog }))

export function ScopesPart() {
  const [open, setOpen] = useState(false)
  const { field, fieldState } = useController<ConnectionFormValues, 'scopes'>({ name: 'scopes' })
  const suggested = useFormSubject().definition.suggestedScopes
  const message = fieldState.error?.message
  return (
    <div className={styles['part']} role="group" aria-labelledby="form-scopes">
      <div id="form-scopes" className={styles['label']}>
        Scopes
      </div>
      <ScopeTokens scopes={field.value} none="No scopes chosen yet." />
      <div className={styles['buttons']}>
        <Button
          onClick={() => setOpen(true)}
          onPointerEnter={() => void openScopeDialog()}
          onFocus={() => void openScopeDialog()}
          aria-describedby={message === undefined ? undefined : 'form-scopes-error'}
          aria-invalid={message !== undefined || undefined}
        >
          Configure scopes
        </Button>
        {field.value.length === 0 && suggested.length > 0 && (
          <Button variant="quiet" onClick={() => field.onChange([...suggested])}>
            Take {suggested.join(' and ')}
          </Button>
        )}
      </div>
      <FieldMessage id="form-scopes-error" message={message} />
      {open && (
        <Suspense>
          <ScopeDialog scopes={field.value} onSave={field.onChange} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
