import { createPrivateKey } from 'node:crypto'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { secretFaults } from '@patchbay/applications/rules/secrets'
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

/** Reads the key itself, as only the server can. */
function keyFault(pem: string): string | null {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem)
    if (asymmetricKeyType !== 'rsa')
      return `This is a key of type ${asymmetricKeyType ?? 'unknown'}. RS256 needs an RSA key.`
    const bits = asymmetricKeyDetails?.modulusLength ?? 0
    // RFC 7518 section 3.3.
    return bits < 2048 ? `This key has ${bits} bits. RS256 needs an RSA key of 2048 bits or more.` : null
  } catch {
    return 'This key cannot be read. Copy it again, whole, with its first and last line.'
  }
}

function keyFaults(definition: ApplicationDefinition, given: Secrets): FieldError[] {
  return definition.fields.flatMap(({ name, kind }) => {
    const pem = given[name]
    const message = kind === 'private-key' && pem !== undefined && pem !== '' ? keyFault(pem) : null
    return message === null ? [] : [{ path: `secrets.${name}`, message }]
  })
}

/** @throws HttpProblem `invalid_value` */
export function checkSecrets(
  definition: ApplicationDefinition,
  connection: Connecting,
  input: SecretsInput,
): void {
  const faults = secretFaults(definition, connection, input)
  const errors = faults.length > 0 ? faults : keyFaults(definition, input.given)
  const [first] = errors
  if (first === undefined) return
  const detail = errors.length === 1 ? first.message : `${errors.length} values need a change.`
  throw new HttpProblem('invalid_value', detail, { errors })
}
