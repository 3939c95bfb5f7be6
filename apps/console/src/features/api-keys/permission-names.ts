import type { ApiKeyPermission } from '@patchbay/contracts/api-keys'

export const permissionNames: Record<ApiKeyPermission, string> = {
  token: 'Token',
  proxy: 'Proxy',
  read: 'Read',
}
