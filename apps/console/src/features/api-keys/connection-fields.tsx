import { RadioCards } from '../../ui/radio-cards.tsx'
import { type ApiKeyFormValues, withChoice } from './api-key-form.ts'
import styles from './api-keys.module.css'
import { ConnectionChoices } from './connection-choices.tsx'

interface ConnectionFieldsProps {
  values: ApiKeyFormValues
  onChange: (part: Partial<ApiKeyFormValues>) => void
  error: string | undefined
}

const options = [
  { value: 'all', label: 'All connections', description: 'Also those made later.' },
  { value: 'chosen', label: 'Chosen connections', description: 'It learns of no other.' },
]

export function ConnectionFields({ values, onChange, error }: ConnectionFieldsProps) {
  const { connections, chosen } = values
  return (
    <div className={styles['part']} data-fault={error === undefined ? undefined : ''}>
      <RadioCards
        label="Connections"
        value={connections}
        onValueChange={(value) => onChange({ connections: value === 'all' ? 'all' : 'chosen' })}
        options={options}
        error={error}
      />
      {connections === 'chosen' && (
        <ConnectionChoices
          chosen={chosen}
          onTick={(choice, ticked) => onChange({ chosen: withChoice(chosen, choice, ticked) })}
        />
      )}
    </div>
  )
}
