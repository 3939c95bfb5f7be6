import type { SettingField } from '@patchbay/contracts/applications'

/**
 * For applications at fixed addresses: where their servers are instead, all of them. Not in the form; the sandbox sets
 * it, and who uses a proxy of their own may.
 */
export const serverField: SettingField = {
  name: 'server',
  label: 'Server',
  kind: 'url',
  required: false,
}
