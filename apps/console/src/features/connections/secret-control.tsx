import type { SettingField } from '@patchbay/contracts/applications'
import { useController } from 'react-hook-form'
import { SecretField } from '../../ui/secret-field.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { PrivateKeyControl } from './private-key-control.tsx'

/** The control for one secret: written, never read. */
export function SecretControl({ field }: { field: SettingField }) {
  const { connection } = useFormSubject()
  const { field: input, fieldState } = useController<ConnectionFormValues, `secrets.${string}`>({
    name: `secrets.${field.name}`,
  })
  const stored = connection?.storedSecrets.includes(field.name) === true
  const texts = { label: field.label, error: fieldState.error?.message, optional: !field.required, stored }
  if (field.kind === 'private-key') {
    return <PrivateKeyControl {...texts} help={field.help} value={input.value} onChange={input.onChange} />
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
