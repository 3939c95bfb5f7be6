import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { useFormContext } from 'react-hook-form'
import { Button } from '../../ui/button.tsx'
import { Collapsible } from '../../ui/collapsible.tsx'
import styles from './connection-form.module.css'
import type { ConnectionFormValues } from './form-values.ts'
import { oncePerName } from './once-per-name.ts'
import { useFormValues } from './use-form-values.ts'

interface Difference {
  label: string
  typed: string
}

function differences(
  definition: ApplicationDefinition,
  typed: ConnectionFormValues,
  current: ConnectionFormValues,
): Difference[] {
  const rows = [
    { label: 'Name', typed: typed.name, current: current.name },
    ...oncePerName(definition.fields).map(({ name, label }) => ({
      label,
      typed: typed.settings[name] ?? '',
      current: current.settings[name] ?? '',
    })),
    { label: 'Scopes', typed: typed.scopes.join(', '), current: current.scopes.join(', ') },
    {
      label: 'Concurrency level',
      typed: String(typed.advanced.concurrencyLevel ?? ''),
      current: String(current.advanced.concurrencyLevel ?? ''),
    },
  ]
  return rows.filter((row) => row.typed !== row.current)
}

/** After the current version was loaded: what was typed over the old one, to compare and to put back. */
export function TypedValues({
  typed,
  definition,
}: {
  typed: ConnectionFormValues
  definition: ApplicationDefinition
}) {
  const { reset } = useFormContext<ConnectionFormValues>()
  const current = useFormValues()
  const rows = differences(definition, typed, current)
  if (rows.length === 0) return null
  return (
    <Collapsible title="What you typed" defaultOpen>
      <dl className={styles['typed']}>
        {rows.map((row) => (
          <div key={row.label}>
            <dt>{row.label}</dt>
            <dd dir="auto">{row.typed === '' ? '(empty)' : row.typed}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Button onClick={() => reset(typed, { keepDefaultValues: true })}>Put it back</Button>
      </div>
    </Collapsible>
  )
}
