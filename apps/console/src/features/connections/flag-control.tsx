import type { SettingField } from '@patchbay/contracts/applications'
import { Checkbox } from '../../ui/checkbox.tsx'
import { useServer } from './use-server.ts'

interface FlagControlProps {
  field: SettingField
  value: string
  onValueChange: (value: string) => void
}

/** A tick box, with what the server says of the matter where it was asked. */
export function FlagControl({ field, value, onValueChange }: FlagControlProps) {
  const server = useServer()
  const says = server?.dpop === true ? 'This server supports it.' : 'This server does not say that it does.'
  const description = [field.help, ...(server === undefined ? [] : [says])].join(' ')
  return (
    <Checkbox
      label={field.label}
      description={description}
      checked={value === 'on'}
      onCheckedChange={(checked) => onValueChange(checked ? 'on' : '')}
    />
  )
}
