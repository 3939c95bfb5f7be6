import type { ApiKey } from '@patchbay/contracts/api-keys'
import { useState } from 'react'
import { Table } from '../../ui/table.tsx'
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
      <Table className={styles['table']}>
        <thead>
          <tr>
            {columns.map(([label, name]) => (
              <th key={label} scope="col" className={styles[name]}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {apiKeys.map((apiKey) => (
            <ApiKeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoking(apiKey)} />
          ))}
        </tbody>
      </Table>
      {revoking !== null && <RevokeApiKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
