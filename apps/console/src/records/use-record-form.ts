import { useRef, useState } from 'react'
import { isApiError } from '../api/api-error.ts'
import { type FaultsOf, faultsBy, withoutFaultsOf } from './field-faults.ts'

interface Options<Values, Field extends string, Saved> {
  initial: Values
  /** What can be said before it is sent. */
  faultsOf: (values: Values) => FaultsOf<Field>
  /** What something can be said of beside it; all else is said above them. */
  fields: readonly Field[]
  /** Where something is said of a value under another name. */
  fieldOf?: Partial<Record<keyof Values, Field>>
  save: (values: Values) => Promise<Saved>
  onSaved: (saved: Saved) => void
}

const faulty =
  '[aria-invalid="true"], [data-fault] [role="checkbox"], [data-fault] [role="radio"][tabindex="0"]'

/** What is typed of a record, sent once however often it is asked for, and what was said of it. */
export function useRecordForm<Values extends object, Field extends string, Saved>(
  options: Options<Values, Field, Saved>,
) {
  const { faultsOf, fields, fieldOf } = options
  const form = useRef<HTMLFormElement>(null)
  const [saved, setSaved] = useState(options.initial)
  const [values, setValues] = useState(options.initial)
  const [faults, setFaults] = useState<FaultsOf<Field>>({})
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)

  function change(part: Partial<Values>) {
    setValues((before) => ({ ...before, ...part }))
    setFaults((before) => withoutFaultsOf(before, part, fieldOf))
  }

  function refuse(found: FaultsOf<Field>) {
    setFaults(found)
    setTimeout(() => form.current?.querySelector<HTMLElement>(faulty)?.focus())
  }

  function fail(error: unknown) {
    const onFields = isApiError(error) ? faultsBy(error.fieldErrors, fields) : {}
    if (Object.keys(onFields).length > 0) refuse(onFields)
    else setFailure(error)
  }

  async function send(next: Values, onSent: (saved: Saved) => void) {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    setFailure(null)
    try {
      onSent(await options.save(next))
    } catch (error) {
      fail(error)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }

  async function submit() {
    const found = faultsOf(values)
    if (Object.keys(found).length > 0) refuse(found)
    else await send(values, options.onSaved)
  }

  /** The record is another by now: what is typed gives way to it, but for what `keep` keeps. */
  function rebase(fresh: Values, keep: (typed: Values) => Partial<Values> = () => ({})) {
    setSaved(fresh)
    setValues((typed) => ({ ...fresh, ...keep(typed) }))
    setFailure(null)
  }

  const isDirty = JSON.stringify(values) !== JSON.stringify(saved)
  return { form, values, change, faults, failure, busy, isDirty, submit, send, rebase }
}
