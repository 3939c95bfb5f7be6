import type { SettingField } from '@patchbay/contracts/applications'
import { writeParameters } from './parameters.ts'

const flags: Readonly<Record<string, string>> = { true: 'on', false: '', off: '' }

function isParameters(value: unknown): value is Record<string, string> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && Object.values(value).every((each) => typeof each === 'string')
}

/** A value as programs may write it, in the spelling of the form: `true`, `null`, an object of parameters. */
export function givenValue(field: SettingField, value: unknown): unknown {
  if (value === null) return ''
  const { kind, aliases = kind === 'flag' ? flags : {} } = field
  if (kind === 'parameters') return isParameters(value) ? writeParameters(value) : value
  const isNamed = typeof value === 'string' || typeof value === 'boolean'
  if ((kind !== 'select' && kind !== 'flag') || !isNamed) return value
  return aliases[String(value).toLowerCase()] ?? value
}
