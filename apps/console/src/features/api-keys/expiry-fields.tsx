import { RadioCards } from '../../ui/radio-cards.tsx'
import { useNow } from '../../ui/relative-time.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { ApiKeyFormValues } from './api-key-form.ts'
import styles from './api-keys.module.css'

interface ExpiryFieldsProps {
  values: ApiKeyFormValues
  onChange: (part: Partial<ApiKeyFormValues>) => void
  error: string | undefined
}

const options = [
  { value: 'never', label: 'Never' },
  { value: 'on', label: 'On a date' },
]

export function ExpiryFields({ values, onChange, error }: ExpiryFieldsProps) {
  const now = useNow()
  return (
    <div className={styles['part']}>
      <RadioCards
        label="Expires"
        value={values.expires}
        onValueChange={(value) => onChange({ expires: value === 'on' ? 'on' : 'never' })}
        options={options}
      />
      {values.expires === 'on' && (
        <div className={styles['date']}>
          <TextField
            label="Last day"
            hint="It works to the end of this day, UTC."
            type="date"
            min={new Date(now).toISOString().slice(0, 10)}
            value={values.lastDay}
            onChange={(event) => onChange({ lastDay: event.target.value })}
            error={error}
          />
        </div>
      )}
    </div>
  )
}
