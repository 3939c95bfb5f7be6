import { useController } from 'react-hook-form'
import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AdvancedSection } from './advanced-section.tsx'
import styles from './connection-form.module.css'
import { useFormSubject } from './form-context.ts'
import { FormPart } from './form-part.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { SetupHelp } from './setup-help.tsx'

/** The form as the application's file describes it; `naming`: only its first step. */
export function ConnectionForm({ naming }: { naming: boolean }) {
  const { definition } = useFormSubject()
  return (
    <>
      <Section title="General">
        <NameField />
        <div className={styles['readOnly']}>
          <div id="form-application">Application</div>
          <div aria-labelledby="form-application" role="group">
            {definition.name}
          </div>
        </div>
      </Section>
      {!naming && (
        <>
          <Section title="Application details">
            {definition.form.map((part) => (
              <Row key={String(part)} part={part} />
            ))}
          </Section>
          <AdvancedSection />
        </>
      )}
      <SetupHelp help={definition.setupHelp} />
    </>
  )
}

function Row({ part }: { part: string | readonly [string, string] }) {
  if (typeof part === 'string') return <FormPart name={part} />
  return (
    <div className={styles['pair']}>
      {part.map((name) => (
        <FormPart key={name} name={name} />
      ))}
    </div>
  )
}

function NameField() {
  const { field, fieldState } = useController<ConnectionFormValues, 'name'>({ name: 'name' })
  return (
    <TextField
      {...field}
      label="Name"
      hint="For you and your colleagues; it must be unique."
      autoComplete="off"
      error={fieldState.error?.message}
    />
  )
}
