import { Suspense } from 'react'
import { useController } from 'react-hook-form'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './connection-form.module.css'
import { FieldMessage } from './field-message.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { useIClientParts } from './iclient-parts.ts'

export function IClientPart() {
  const { definition } = useFormSubject()
  const { Picker } = useIClientParts()
  const toggle = useController<ConnectionFormValues, 'usesIClient'>({ name: 'usesIClient' })
  const iClient = useController<ConnectionFormValues, 'iClientId'>({ name: 'iClientId' })
  return (
    <div className={styles['part']}>
      {definition.iClientToggle !== undefined && (
        <div data-invalid={toggle.fieldState.invalid || undefined}>
          <Checkbox
            label={definition.iClientToggle}
            checked={toggle.field.value}
            onCheckedChange={toggle.field.onChange}
          />
          <FieldMessage id="form-uses-iclient-error" message={toggle.fieldState.error?.message} />
        </div>
      )}
      {toggle.field.value && (
        <Suspense fallback={<Skeleton height={83} />}>
          <Picker
            application={definition.id}
            value={iClient.field.value}
            onChange={iClient.field.onChange}
            error={iClient.fieldState.error?.message}
          />
        </Suspense>
      )}
    </div>
  )
}
