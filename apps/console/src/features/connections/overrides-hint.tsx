import styles from './connection-form.module.css'
import { useFormSubject } from './form-context.ts'
import { overriddenFields } from './form-views.ts'
import { useConnecting } from './use-connecting.ts'

/** What the Simple view does not show must not be forgotten. */
export function OverridesHint() {
  const { definition } = useFormSubject()
  const { length } = overriddenFields(definition, useConnecting())
  if (length === 0) return null
  const verb = definition.isAnyOther === true ? 'written by hand' : 'overridden'
  return (
    <p className={styles['none']}>
      {length === 1 ? `1 setting is ${verb}` : `${length} settings are ${verb}`} in the HTTP view.
    </p>
  )
}
