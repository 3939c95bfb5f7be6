import { TextField } from '../../ui/text-field.tsx'
import { ConnectionFields } from './connection-fields.tsx'
import { ExpiryFields } from './expiry-fields.tsx'
import { PermissionFields } from './permission-fields.tsx'
import type { ApiKeyForm } from './use-api-key-form.ts'

export function ApiKeyFields({ form: { values, change, faults } }: { form: ApiKeyForm }) {
  return (
    <>
      <TextField
        label="Name"
        hint="Which program uses it, such as “Nightly stock export”."
        autoComplete="off"
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={faults.name}
      />
      <PermissionFields values={values} onChange={change} error={faults.permissions} />
      <ConnectionFields values={values} onChange={change} error={faults.connectionIds} />
      <ExpiryFields values={values} onChange={change} error={faults.expiresAt} />
    </>
  )
}
