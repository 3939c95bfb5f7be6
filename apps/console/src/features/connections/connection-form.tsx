import { Suspense, lazy } from 'react'
import { useController } from 'react-hook-form'
import { Section } from '../../ui/section.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AdvancedSection } from './advanced-section.tsx'
import styles from './connection-form.module.css'
import { useFormSubject } from './form-context.ts'
import { FormPart } from './form-part.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { OverridesHint } from './overrides-hint.tsx'
import { SetupHelp } from './setup-help.tsx'
import { TokenHostNotice } from './token-host-notice.tsx'
import { useFormView } from './use-form-view.ts'

const HttpView = lazy(async () => ({ default: (await import('./http-view.tsx')).HttpView }))

const views = [
  { value: 'simple', label: 'Simple' },
  { value: 'http', label: 'HTTP' },
] as const

/** The form as the application's file describes it; `naming`: only its first step. */
export function ConnectionForm({ naming }: { naming: boolean }) {
  const { definition } = useFormSubject()
  const { view, show } = useFormView()
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
          <Section
            title="Application details"
            aside={<Segmented label="View" value={view} onValueChange={show} options={views} />}
          >
            <TokenHostNotice />
            {view === 'http' ? (
              <Suspense fallback={<Skeleton height={36} lines={6} />}>
                <HttpView />
              </Suspense>
            ) : (
              <SimpleView />
            )}
          </Section>
          <AdvancedSection />
        </>
      )}
      <SetupHelp help={definition.setupHelp} />
    </>
  )
}

function SimpleView() {
  const { definition } = useFormSubject()
  return (
    <>
      <OverridesHint />
      {definition.form.map((part) => (
        <Row key={String(part)} part={part} />
      ))}
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
