import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'
import field from './field.module.css'
import { WarningIcon } from './icons.tsx'
import type { Option } from './option.ts'
import styles from './radio-cards.module.css'

export interface RadioCardsProps {
  label: string
  value: string | null
  onValueChange: (value: string) => void
  options: readonly Option[]
  hint?: ReactNode | undefined
  error?: string | undefined
  name?: string | undefined
}

export function RadioCards({ label, value, onValueChange, options, hint, error, name }: RadioCardsProps) {
  const id = useId()
  return (
    <div>
      <div id={id} className={styles['legend']}>
        {label}
      </div>
      <RadioGroup
        className={styles['group']}
        aria-labelledby={id}
        aria-describedby={hint || error ? `${id}-note` : undefined}
        value={value}
        onValueChange={(next) => next !== null && onValueChange(next)}
        name={name}
      >
        {options.map((option) => (
          <RadioCard key={option.value} option={option} />
        ))}
      </RadioGroup>
      <div id={`${id}-note`}>
        {hint && <div className={field['hint']}>{hint}</div>}
        {error && (
          <div className={field['error']}>
            <WarningIcon />
            <span>{error}</span>
          </div>
        )}
      </div>
    </div>
  )
}

function RadioCard({ option }: { option: Option }) {
  const id = useId()
  const described = option.description !== undefined
  return (
    <label className={styles['card']}>
      <Radio.Root
        className={styles['dot']}
        value={option.value}
        disabled={option.disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={described ? `${id}-description` : undefined}
      >
        <Radio.Indicator className={styles['inner']} />
      </Radio.Root>
      <span className={styles['text']}>
        <span id={`${id}-label`} className={styles['label']} dir="auto">
          {option.label}
        </span>
        {described && (
          <span id={`${id}-description`} className={styles['description']}>
            {option.description}
          </span>
        )}
      </span>
    </label>
  )
}
