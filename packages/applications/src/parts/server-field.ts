import type { SettingField } from '@patchbay/contracts/applications'

/**
 * For applications at fixed addresses: where their servers are instead. Not in the form; the sandbox sets it, and who
 * uses a proxy of their own may.
 */
export const serverField: SettingField = {
  name: 'baseUrl',
  label: 'Base URL',
  kind: 'url',
  required: false,
}
