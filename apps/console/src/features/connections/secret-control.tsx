import type { SettingField } from '@patchbay/contracts/applications'
import { Suspense, lazy } from 'react'
import { useController } from 'react-hook-form'
import { SecretField } from '../../ui/secret-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'

const PrivateKeyControl = lazy(async () => ({
  default: (await import('./private-key-control.tsx')).PrivateKeyControl,
}))

/** The control for one secret: written, never read. */
export function SecretControl({ field }: { field: SettingField }) {
  const { connection } = useFormSubject()
  const { field: input, fieldState } = useController<ConnectionFormValues, `secrets.${string}`>({
    name: `secrets.${field.name}`,
  })
  const stored = connection?.storedSecrets.includes(field.name) === true
  const texts = { label: field.label, error: fieldState.error?.message, optional: !field.required, stored }
  if (field.kind === 'private-key') {
    return (
      <Suspense fallback={<Skeleton height={173} />}>
        <PrivateKeyControl {...texts} help={field.help} value={input.value} onChange={input.onChange} />
      </Suspense>
    )
  }
  return (
    <SecretField
      {...texts}
      hint={stored ? undefined : field.help}
      value={input.value}
      onChange={(event) => input.onChange(event.target.value)}
    />
  )
}
