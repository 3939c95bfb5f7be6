import { connectionEventTypes } from '@patchbay/contracts/connection-events'
import { type ComponentType, useId } from 'react'
import { eventNames } from '../../api/event-names.ts'
import { Checkbox } from '../../ui/checkbox.tsx'
import field from '../../ui/field.module.css'
import { WarningIcon } from '../../ui/icons.tsx'
import { RadioCards } from '../../ui/radio-cards.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { WebhookForm } from './use-webhook-form.ts'
import { type Choice, withChoice, withEvent } from './webhook-form.ts'
import styles from './webhooks.module.css'

/** Connections with tick boxes, found by the server. */
export type ConnectionChoices = ComponentType<{
  chosen: readonly Choice[]
  onTick: (choice: Choice, ticked: boolean) => void
}>

interface WebhookFieldsProps {
  form: WebhookForm
  isNew: boolean
  Choices: ConnectionChoices
}

const options = [
  { value: 'all', label: 'All connections', description: 'Also those made later.' },
  { value: 'chosen', label: 'Chosen connections', description: 'It is told of no other.' },
]

export function WebhookFields({ form, isNew, Choices }: WebhookFieldsProps) {
  const { values, change, faults } = form
  const { connections, chosen } = values
  return (
    <>
      <TextField
        label="Name"
        hint="Who is told, such as “Pager of the ERP team”."
        autoComplete="off"
        value={values.name}
        onChange={(event) => change({ name: event.target.value })}
        error={faults.name}
      />
      <TextField
        label="Address"
        type="url"
        mono
        dir="ltr"
        placeholder="https://example.com/webhooks/patchbay"
        autoComplete="off"
        value={values.url}
        onChange={(event) => change({ url: event.target.value })}
        error={faults.url}
      />
      <EventFields form={form} />
      <div className={styles['part']} data-fault={faults.connectionIds === undefined ? undefined : ''}>
        <RadioCards
          label="Connections"
          value={connections}
          onValueChange={(value) => change({ connections: value === 'all' ? 'all' : 'chosen' })}
          options={options}
          error={faults.connectionIds}
        />
        {connections === 'chosen' && (
          <Choices
            chosen={chosen}
            onTick={(choice, ticked) => change({ chosen: withChoice(chosen, choice, ticked) })}
          />
        )}
      </div>
      {!isNew && (
        <Checkbox
          label="Switched on"
          description="Switched off, it gets no messages, and those on their way are given up."
          checked={values.enabled}
          onCheckedChange={(enabled) => change({ enabled })}
        />
      )}
    </>
  )
}

function EventFields({ form: { values, change, faults } }: { form: WebhookForm }) {
  const id = useId()
  const error = faults.eventTypes
  return (
    <fieldset
      aria-labelledby={`${id}-legend`}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      data-fault={error === undefined ? undefined : ''}
    >
      <div id={`${id}-legend`} className={styles['legend']}>
        Tell when a connection
      </div>
      <div className={styles['boxes']}>
        {connectionEventTypes.map((type) => (
          <Checkbox
            key={type}
            label={eventNames[type]}
            checked={values.eventTypes.includes(type)}
            onCheckedChange={(wanted) => change({ eventTypes: withEvent(values.eventTypes, type, wanted) })}
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
