import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import type { FieldError } from '@patchbay/contracts/error'
import { useEffect, useRef, useState } from 'react'
import { type Resolver, useForm } from 'react-hook-form'
import { builtInClientState } from './built-in-client.ts'
import { type Base, type Draft, type DraftKey, dropDraft, keepDraft, readDraft } from './draft.ts'
import { type Intent, faultsOf } from './form-faults.ts'
import {
  type ConnectionFormValues,
  emptyValues,
  sameDraft,
  sameValues,
  valuesOf,
  valuesOfDraft,
} from './form-values.ts'

interface Options {
  definition: ApplicationDefinition
  application: Application | undefined
  connection: Connection | null
  draftKey: DraftKey
}

function baseOf(definition: ApplicationDefinition, connection: Connection | null): Base | null {
  return connection && { version: connection.version, values: valuesOf(definition, connection) }
}

function baseOfDraft(definition: ApplicationDefinition, { base }: Draft): Base | null {
  return base && { version: base.version, values: valuesOfDraft(definition, base.values) }
}

/** `{ path: 'settings.instanceUri' }` -> `{ settings: { instanceUri: … } }`; the first message of a field counts. */
function errorTree(faults: readonly FieldError[]): Record<string, unknown> {
  const tree: Record<string, unknown> = {}
  for (const { path, message } of faults) {
    const [head = '', tail] = path.split('.')
    const error = { type: 'value', message }
    if (tail === undefined) tree[head] ??= error
    else tree[head] = { [tail]: error, ...(tree[head] as object | undefined) }
  }
  return tree
}

/** The form's state: what was typed, what is wrong with it, and its draft, which survives a reload. */
export function useConnectionForm(options: Options) {
  const { definition, connection, draftKey } = options
  const [draft] = useState(() => readDraft(draftKey))
  const [restored, setRestored] = useState(draft !== null)
  const [saved, setSaved] = useState(() => baseOf(definition, connection))
  const initial = saved?.values ?? emptyValues(definition)
  const intent = useRef<Intent>('close')
  const faultsFor = (values: ConnectionFormValues) =>
    faultsOf(definition, values, {
      intent: intent.current,
      storedSecrets: connection?.storedSecrets ?? [],
      builtInClient: builtInClientState(options, values),
    })
  const resolver: Resolver<ConnectionFormValues> = (values) => {
    const faults = faultsFor(values)
    return faults.length === 0 ? { values, errors: {} } : { values: {}, errors: errorTree(faults) }
  }
  const form = useForm<ConnectionFormValues>({
    defaultValues: draft === null ? initial : valuesOfDraft(definition, draft.values),
    resolver,
    shouldFocusError: false,
  })
  // A restored draft goes on from where it was begun, so that what others changed since is noticed.
  const [base, setBase] = useState(draft === null ? saved : baseOfDraft(definition, draft))

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) =>
          sameDraft(values, saved?.values ?? emptyValues(definition))
            ? dropDraft(draftKey)
            : keepDraft(draftKey, { values, base }),
      }),
    [form, saved, base, definition, draftKey],
  )

  return {
    form,
    intent,
    faultsFor,
    /** As last saved; what the form is compared with. */
    saved: initial,
    /** What is shown was typed before a reload or on an earlier visit. */
    restored,
    base,
    isDirty: () => !sameValues(form.getValues(), initial),
    /** The record as the server has it now is what later changes are based on. */
    markSaved(record: Connection) {
      const now = baseOf(definition, record)
      setSaved(now)
      setBase(now)
      setRestored(false)
      form.reset(now?.values)
      dropDraft(draftKey)
    },
    startOver() {
      setBase(saved)
      setRestored(false)
      form.reset(initial)
      dropDraft(draftKey)
    },
  }
}
