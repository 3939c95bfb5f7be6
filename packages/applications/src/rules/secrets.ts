import type { SettingField } from '@patchbay/contracts/applications'
import { secretSchema } from '@patchbay/contracts/connection'
import type { ApplicationDefinition } from '../definition.ts'
import { isSecret, visibleFields } from './settings-schema.ts'

type Secrets = Readonly<Record<string, string>>

export interface SecretFault {
  readonly path: string
  readonly message: string
}

function faultOf(field: SettingField, value: string | undefined, isStored: boolean): string | null {
  if (value === undefined || value === '') {
    return field.required && !isStored ? `Write the ${field.label}.` : null
  }
  const tooLong = secretSchema.safeParse(value).error?.issues[0]?.message
  if (tooLong !== undefined) return tooLong
  return field.kind === 'private-key' ? privateKeyFault(value, field.keyTypes) : null
}

/** What can be told of a key without reading it: RFC 7468 names its kind in the first line. */
export function privateKeyFault(text: string, keyTypes: SettingField['keyTypes'] = ['rsa']): string | null {
  const [, kind] = /-----BEGIN ([A-Z ]+)-----/.exec(text) ?? []
  const wanted = 'Paste the private key in PEM form, beginning with -----BEGIN PRIVATE KEY-----.'
  if (kind === undefined) return `This is not a PEM key. ${wanted}`
  if (kind === 'ENCRYPTED PRIVATE KEY' || text.includes('Proc-Type: 4,ENCRYPTED')) {
    return 'This key is encrypted with a passphrase. Decrypt it first: openssl pkey -in key.pem -out plain.pem'
  }
  if (kind.includes('PUBLIC KEY')) return `This is a public key. ${wanted}`
  if (kind.includes('CERTIFICATE')) return `This is a certificate. ${wanted}`
  const isEc = kind === 'EC PRIVATE KEY'
  if (isEc && !keyTypes.includes('ec')) return 'This is an EC key. RS256 needs an RSA key.'
  const kinds = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY']
  if (!kinds.includes(kind)) return `This is not a private key. ${wanted}`
  return null
}

/**
 * Checks the secrets of a connection, by field name.
 *
 * @param stored names of those stored already: left out, they stay
 */
export function secretFaults(
  definition: ApplicationDefinition,
  connection: { readonly authType: string; readonly settings: Readonly<Record<string, unknown>> },
  { given, stored }: { readonly given: Secrets; readonly stored: readonly string[] },
): SecretFault[] {
  const fields = visibleFields(definition, connection).filter(isSecret)
  const unknown = Object.keys(given).filter((name) => !fields.some((field) => field.name === name))
  return [
    ...unknown.map((name) => ({
      path: `secrets.${name}`,
      message: `There is no secret “${name}” here. Leave it out.`,
    })),
    ...fields.flatMap((field) => {
      const message = faultOf(field, given[field.name], stored.includes(field.name))
      return message === null ? [] : [{ path: `secrets.${field.name}`, message }]
    }),
  ]
}
