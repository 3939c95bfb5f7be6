import { createPrivateKey } from 'node:crypto'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { secretFaults } from '@patchbay/applications/rules/secrets'
import { visibleFields } from '@patchbay/applications/rules/settings-schema'
import type { SettingField } from '@patchbay/contracts/applications'
import type { FieldError } from '@patchbay/contracts/error'
import { HttpProblem } from '../../http/http-problem.ts'

type Secrets = Readonly<Record<string, string>>

export interface SecretsInput {
  readonly given: Secrets
  /** Names of those stored already. */
  readonly stored: readonly string[]
}

interface Connecting {
  readonly authType: string
  readonly settings: Readonly<Record<string, unknown>>
}

const curves = ['prime256v1', 'secp384r1', 'secp521r1']

/** Reads the key itself, as only the server can. */
function keyFault(pem: string, { keyTypes = ['rsa'] }: SettingField): string | null {
  try {
    const { asymmetricKeyType = 'unknown', asymmetricKeyDetails } = createPrivateKey(pem)
    if (!keyTypes.some((each) => each === asymmetricKeyType)) {
      const wanted = keyTypes.length === 1 ? 'RS256 needs an RSA key.' : 'Use an RSA, EC or Ed25519 key.'
      return `This is a key of type ${asymmetricKeyType}. ${wanted}`
    }
    if (asymmetricKeyType === 'ed25519') return null
    if (asymmetricKeyType === 'ec') {
      const { namedCurve = 'unknown' } = asymmetricKeyDetails ?? {}
      return curves.includes(namedCurve)
        ? null
        : `This key is of the curve ${namedCurve}. Use P-256, P-384 or P-521.`
    }
    const bits = asymmetricKeyDetails?.modulusLength ?? 0
    // RFC 7518 section 3.3.
    return bits < 2048 ? `This key has ${bits} bits. RS256 needs an RSA key of 2048 bits or more.` : null
  } catch {
    return 'This key cannot be read. Copy it again, whole, with its first and last line.'
  }
}

function keyFaults(fields: readonly SettingField[], given: Secrets): FieldError[] {
  return fields.flatMap((field) => {
    const pem = given[field.name]
    const message =
      field.kind === 'private-key' && pem !== undefined && pem !== '' ? keyFault(pem, field) : null
    return message === null ? [] : [{ path: `secrets.${field.name}`, message }]
  })
}

/** @throws HttpProblem `invalid_value` */
export function checkSecrets(
  definition: ApplicationDefinition,
  connection: Connecting,
  input: SecretsInput,
): void {
  const faults = secretFaults(definition, connection, input)
  const errors = faults.length > 0 ? faults : keyFaults(visibleFields(definition, connection), input.given)
  const [first] = errors
  if (first === undefined) return
  const detail = errors.length === 1 ? first.message : `${errors.length} values need a change.`
  throw new HttpProblem('invalid_value', detail, { errors })
}
