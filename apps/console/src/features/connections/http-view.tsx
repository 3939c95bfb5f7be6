import { isVisible } from '@patchbay/applications/rules/conditions'
import type { IClient } from '@patchbay/contracts/iclients'
import { useQuery } from '@tanstack/react-query'
import { TextField } from '../../ui/text-field.tsx'
import styles from './connection-form.module.css'
import { type Derived, derivedSettings } from './derived-settings.ts'
import { useFormSubject } from './form-context.ts'
import { FormPart } from './form-part.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { OverrideField } from './override-field.tsx'
import { connectionQueries } from './queries.ts'
import { useFormValues } from './use-form-values.ts'
import { useServer } from './use-server.ts'

/** The same for every application: settings, and the parts of the form that are none. */
const order = [
  'authType',
  'issuer',
  'subject',
  'audience',
  'authorizationUrl',
  'deviceAuthorizationUrl',
  'tokenUrl',
  'revocationUrl',
  'scopes',
  'scopeSeparator',
  'iClient',
  'clientAuthentication',
  'privateKey',
  'keyId',
  'pkce',
  'dpop',
  'authorizationParameters',
  'tokenParameters',
  'baseUrl',
  'testUrl',
  'callbackUrl',
]

const factLabels: Readonly<Record<string, string>> = {
  issuer: 'Issuer',
  subject: 'Subject',
  audience: 'Audience',
}

/** A connection in the terms of OAuth itself, with what follows from its other settings. */
export function HttpView() {
  const { definition } = useFormSubject()
  const values = useFormValues()
  const server = useServer()
  const client = useClientUrls(values)
  const derived = derivedSettings(definition, values, { server, client })
  const isIncomplete = definition.isAnyOther !== true && derived['baseUrl'] === undefined
  return (
    <>
      {isIncomplete && (
        <p className={styles['none']}>
          More follows from the Simple view once it is filled in. What you write here holds instead.
        </p>
      )}
      {order.map((name) => (
        <HttpPart key={name} name={name} derived={derived} />
      ))}
    </>
  )
}

/** An iClient may say itself where it is registered. */
function useClientUrls({ iClientId }: ConnectionFormValues): IClient | undefined {
  const options = connectionQueries.iClient(iClientId ?? '')
  return useQuery({ ...options, enabled: iClientId !== null }).data
}

function HttpPart({ name, derived }: { name: string; derived: Derived }) {
  const { definition } = useFormSubject()
  const { authType, settings } = useFormValues()
  const named = definition.fields.filter((each) => each.name === name)
  const field = named.find((each) => isVisible(each, { ...settings, authType }))
  const label = factLabels[name]
  if (field?.override === true && !['flag', 'private-key'].includes(field.kind)) {
    return <OverrideField field={field} derived={derived[name]} />
  }
  if (label !== undefined && named.length === 0 && derived[name] !== undefined) {
    return <TextField label={label} value={derived[name]} readOnly />
  }
  return <FormPart name={name} />
}
