import { visibleScopes } from '@patchbay/applications/rules/scopes'
import { Suspense, lazy, useState } from 'react'
import { useController } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './connection-form.module.css'
import { countingScopes, suggestedScopes } from './counting-parts.ts'
import { FieldMessage } from './field-message.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { ScopeTokens } from './scope-tokens.tsx'
import { useConnecting } from './use-connecting.ts'
import { useFormValues } from './use-form-values.ts'

const openScopeDialog = () => import('./scope-dialog.tsx')
const ScopesText = lazy(async () => ({ default: (await import('./scopes-text.tsx')).ScopesText }))
const ScopeDialog = lazy(async () => ({ default: (await openScopeDialog()).ScopeDialog }))

export function ScopesPart() {
  const { definition } = useFormSubject()
  const connecting = useConnecting()
  if (visibleScopes(definition, connecting).length > 0) return <Scopes />
  if (definition.scopesHint === undefined) return null
  return (
    <Notice tone="info" role="note">
      {definition.scopesHint}
    </Notice>
  )
}

function Scopes() {
  const [open, setOpen] = useState(false)
  const { definition } = useFormSubject()
  const values = useFormValues()
  const { field, fieldState } = useController<ConnectionFormValues, 'scopes'>({ name: 'scopes' })
  const scopes = countingScopes(definition, values)
  const suggested = suggestedScopes(definition, values)
  const message = fieldState.error?.message
  // Where the list of scopes can know but a few of them, most are typed.
  const isTyped = definition.isAnyOther === true
  return (
    <div className={styles['part']} {...(!isTyped && { role: 'group', 'aria-labelledby': 'form-scopes' })}>
      {isTyped ? (
        <Suspense fallback={<Skeleton height={83} />}>
          <ScopesText scopes={scopes} onChange={field.onChange} error={message} />
        </Suspense>
      ) : (
        <>
          <div id="form-scopes" className={styles['label']}>
            Scopes
          </div>
          <ScopeTokens scopes={scopes} none="No scopes chosen yet." />
        </>
      )}
      <div className={styles['buttons']}>
        <Button
          onClick={() => setOpen(true)}
          onPointerEnter={() => void openScopeDialog()}
          onFocus={() => void openScopeDialog()}
          aria-describedby={message === undefined || isTyped ? undefined : 'form-scopes-error'}
          aria-invalid={(message !== undefined && !isTyped) || undefined}
        >
          Configure scopes
        </Button>
        {scopes.length === 0 && suggested.length > 0 && (
          <Button variant="quiet" onClick={() => field.onChange(suggested)}>
            Take {suggested.join(' and ')}
          </Button>
        )}
      </div>
      {!isTyped && <FieldMessage id="form-scopes-error" message={message} />}
      {open && (
        <Suspense>
          <ScopeDialog
            scopes={scopes}
            connecting={values}
            onSave={field.onChange}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </div>
  )
}
