import type { ApiKey } from '@patchbay/contracts/api-keys'
import { useState } from 'react'
import { HeadedTable } from '../../ui/headed-table.tsx'
import { ApiKeyRow } from './api-key-row.tsx'
import styles from './api-keys.module.css'
import { RevokeApiKeyDialog } from './revoke-api-key-dialog.tsx'

const columns = [
  ['Name', 'name'],
  ['Permissions', 'permissions'],
  ['Connections', 'connections'],
  ['Expires', 'expires'],
  ['Last used', 'used'],
  ['Created', 'created'],
  ['Actions', 'actions'],
] as const

export function ApiKeyTable({ apiKeys }: { apiKeys: readonly ApiKey[] }) {
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <>
      <HeadedTable columns={columns} styles={styles}>
        {apiKeys.map((apiKey) => (
          <ApiKeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoking(apiKey)} />
        ))}
      </HeadedTable>
      {revoking !== null && <RevokeApiKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
