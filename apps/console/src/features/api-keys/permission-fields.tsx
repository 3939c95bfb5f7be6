import { type ApiKeyPermission, apiKeyPermissions } from '@patchbay/contracts/api-keys'
import { useId } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import field from '../../ui/field.module.css'
import { WarningIcon } from '../../ui/icons.tsx'
import { type ApiKeyFormValues, withPermission } from './api-key-form.ts'
import styles from './api-keys.module.css'
import { permissionNames } from './permission-names.ts'

interface PermissionFieldsProps {
  values: ApiKeyFormValues
  onChange: (part: Partial<ApiKeyFormValues>) => void
  error: string | undefined
}

const meanings: Record<ApiKeyPermission, string> = {
  token: 'Fetch access tokens.',
  proxy: 'Send requests through connections.',
  read: 'See connections and what happened to them.',
}

export function PermissionFields({ values, onChange, error }: PermissionFieldsProps) {
  const id = useId()
  return (
    <fieldset
      aria-labelledby={`${id}-legend`}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      data-fault={error === undefined ? undefined : ''}
    >
      <div id={`${id}-legend`} className={styles['legend']}>
        Permissions
      </div>
      <div className={styles['boxes']}>
        {apiKeyPermissions.map((permission) => (
          <Checkbox
            key={permission}
            label={permissionNames[permission]}
            description={meanings[permission]}
            checked={values.permissions.includes(permission)}
            onCheckedChange={(given) => onChange({ permissions: withPermission(values, permission, given) })}
          />
        ))}
      </div>
      {error !== undefined && (
        <div id={`${id}-error`} className={field['error']}>
          <WarningIcon />
          <span>{error}</span>
        </div>
      )}
    </fieldset>
  )
}
