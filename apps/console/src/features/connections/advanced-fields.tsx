import { maxConcurrencyLevel, minConcurrencyLevel } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { useController } from 'react-hook-form'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { connectionQueries } from './queries.ts'

const none = { value: 'none', label: 'None', description: 'This connection has a pool of its own' }
const levelHint =
  `How many requests may run at a time, ${minConcurrencyLevel} to ${maxConcurrencyLevel}. ` +
  'Licences often allow only a few.'

export function AdvancedFields() {
  const borrowed = useController<ConnectionFormValues, 'advanced.borrowConcurrencyFrom'>({
    name: 'advanced.borrowConcurrencyFrom',
  })
  const level = useController<ConnectionFormValues, 'advanced.concurrencyLevel'>({
    name: 'advanced.concurrencyLevel',
  })
  return (
    <>
      <LenderSelect
        value={borrowed.field.value}
        onChange={borrowed.field.onChange}
        error={borrowed.fieldState.error?.message}
      />
      {borrowed.field.value === null && (
        <NumberField
          label="Concurrency level"
          hint={levelHint}
          value={level.field.value}
          onValueChange={level.field.onChange}
          min={minConcurrencyLevel}
          max={maxConcurrencyLevel}
          error={level.fieldState.error?.message}
        />
      )}
    </>
  )
}

interface LenderSelectProps {
  value: string | null
  onChange: (id: string | null) => void
  error: string | undefined
}

function LenderSelect({ value, onChange, error }: LenderSelectProps) {
  const { definition, connection } = useFormSubject()
  const lenders = useQuery(connectionQueries.lenders(definition.id))
  // One pool has one owner: who borrows cannot lend.
  const options = (lenders.data ?? [])
    .filter((each) => each.id !== connection?.id)
    .filter((each) => each.advanced.borrowConcurrencyFrom === null || each.id === value)
    .map((each) => ({ value: each.id, label: each.name }))
  const gone = value !== null && !options.some((option) => option.value === value)
  return (
    <Select
      label="Borrow concurrency from"
      hint="Shares the pool of another connection to the same application, whose level then counts for both."
      value={value ?? none.value}
      onValueChange={(next) => onChange(next === none.value ? null : next)}
      options={[none, ...options, ...(gone ? [{ value, label: 'Another connection' }] : [])]}
      error={error}
    />
  )
}
