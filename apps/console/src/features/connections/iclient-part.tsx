import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import { Suspense, lazy } from 'react'
import { useController } from 'react-hook-form'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BuiltInClientNotice } from './built-in-client-notice.tsx'
import styles from './connection-form.module.css'
import { FieldMessage } from './field-message.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { usePaneParts } from './pane-parts.ts'
import { useConnecting } from './use-connecting.ts'

const RegisterPart = lazy(async () => ({ default: (await import('./register-part.tsx')).RegisterPart }))

export function IClientPart() {
  const { definition } = useFormSubject()
  const { IClientPicker } = usePaneParts()
  const connecting = useConnecting()
  const usesIClient = useController<ConnectionFormValues, 'usesIClient'>({ name: 'usesIClient' })
  const iClient = useController<ConnectionFormValues, 'iClientId'>({ name: 'iClientId' })
  const source = clientSourceOf(definition, connecting)
  if (source === 'built-in') return <BuiltInClientNotice />
  if (source === 'none') return null
  const { isAnyOther } = definition
  const { toggle, hint, exclusive } = definition.iClient
  return (
    <div className={styles['part']}>
      {toggle !== undefined && (
        <div data-invalid={usesIClient.fieldState.invalid || undefined}>
          <Checkbox
            label={toggle}
            checked={usesIClient.field.value}
            onCheckedChange={usesIClient.field.onChange}
          />
          <FieldMessage id="form-uses-iclient-error" message={usesIClient.fieldState.error?.message} />
        </div>
      )}
      {usesIClient.field.value && (
        <Suspense fallback={<Skeleton height={83} />}>
          <IClientPicker
            application={definition.id}
            connecting={connecting}
            hint={[hint, exclusive].filter((each) => each !== undefined).join(' ') || undefined}
            value={iClient.field.value}
            onChange={iClient.field.onChange}
            error={iClient.fieldState.error?.message}
          />
          {isAnyOther === true && <RegisterPart onRegistered={iClient.field.onChange} />}
        </Suspense>
      )}
    </div>
  )
}
