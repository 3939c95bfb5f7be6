import { findApplication } from '@patchbay/applications/catalogue'
import { missingSecretFault } from '@patchbay/applications/rules/client-secret'
import { useQuery } from '@tanstack/react-query'
import { applicationQueries } from '../../api/applications.ts'
import { SecretField } from '../../ui/secret-field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddressFields } from './address-fields.tsx'
import { TokenLifetimeFields } from './token-lifetime-fields.tsx'
import type { useIClientForm } from './use-iclient-form.ts'

interface IClientFieldsProps {
  form: ReturnType<typeof useIClientForm>
  hasStoredSecret: boolean
  /** Which application; else it is fixed. */
  chooses: boolean
}

export function IClientFields({ form, hasStoredSecret, chooses }: IClientFieldsProps) {
  const { values, change, chooseApplication, faults } = form
  const definition = findApplication(values.application)
  return (
    <>
      {chooses ? (
        <ApplicationSelect
          value={values.application}
          onChange={chooseApplication}
          error={faults.application}
        />
      ) : (
        <TextField label="Application type" readOnly value={definition?.name ?? values.application} />
      )}
      <TextField
        label="Name"
        autoComplete="off"
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={faults.name}
      />
      <TextField
        label="Client ID"
        mono
        autoComplete="off"
        spellCheck={false}
        value={values.clientId}
        onChange={(event) => change({ clientId: event.target.value })}
        error={faults.clientId}
      />
      <SecretField
        label="Client secret"
        stored={hasStoredSecret}
        optional={missingSecretFault(definition) === null}
        value={values.clientSecret}
        onChange={(event) => change({ clientSecret: event.target.value })}
        error={faults.clientSecret}
      />
      <AddressFields values={values} onChange={change} faults={faults} />
      <TokenLifetimeFields values={values} onChange={change} faults={faults} />
    </>
  )
}

interface ApplicationSelectProps {
  value: string
  onChange: (application: string) => void
  error: string | undefined
}

function ApplicationSelect({ value, onChange, error }: ApplicationSelectProps) {
  const { data } = useQuery(applicationQueries.list())
  return (
    <Select
      label="Application type"
      value={value === '' ? null : value}
      onValueChange={onChange}
      options={(data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))}
      error={error}
    />
  )
}
