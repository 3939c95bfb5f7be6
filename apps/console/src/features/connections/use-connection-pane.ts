import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import { useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import type { ConnectionPaneProps } from './connection-pane.tsx'
import { dropDraft } from './draft.ts'
import { signsInInWindow } from './counting-parts.ts'
import { type Intent, fieldOf } from './form-faults.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { useAuthorization } from './use-authorization.ts'
import { useConnectionForm } from './use-connection-form.ts'
import { useSaveConnection } from './use-save-connection.ts'
import { UnconfirmedTokenHost, useTokenHost } from './use-token-host.ts'

type Options = Pick<
  ConnectionPaneProps,
  'definition' | 'connection' | 'draftKey' | 'onCreated' | 'onClose'
> & {
  application: Application | undefined
  /** By the paths of all that have one. */
  focusFirstFault: (faulty: readonly string[]) => void
}

/** What the pane's buttons do: check, save, authorize, and put every fault where it belongs. */
export function useConnectionPane(options: Options) {
  const { definition, connection, draftKey, onCreated, onClose, focusFirstFault } = options
  const { form, intent, faultsFor, ...state } = useConnectionForm(options)
  const { save, rebase } = useSaveConnection({ definition, connection, base: state.base })
  const journey = useAuthorization({
    connectionId: connection?.id ?? null,
    windowKey: connection?.id ?? draftKey,
  })
  const tokenHost = useTokenHost(definition, state.saved)
  const [failure, setFailure] = useState<unknown>(null)
  const [saving, setSaving] = useState<Intent | null>(null)
  // The state is only seen by clicks after the next drawing.
  const isRunning = useRef(false)

  async function saveForm(): Promise<string> {
    await tokenHost.require(form.getValues())
    const saved = await save(form.getValues())
    state.markSaved(saved)
    if (connection === null) onCreated(saved)
    return saved.id
  }

  /** Field errors go to their fields; what remains is said above the form. */
  function place(error: unknown) {
    const faults = isApiError(error) ? error.fieldErrors : []
    const onFields = faults.flatMap((fault) => {
      const field = fieldOf(definition, fault.path)
      return field === null ? [] : [{ field: field as keyof ConnectionFormValues, message: fault.message }]
    })
    for (const { field, message } of onFields) form.setError(field, { type: 'server', message })
    setFailure(onFields.length > 0 && onFields.length === faults.length ? null : error)
    if (onFields.length > 0) focusFirstFault(onFields.map(({ field }) => field))
  }

  async function run(to: Intent): Promise<void> {
    setFailure(null)
    setSaving(to)
    isRunning.current = true
    try {
      if (to === 'authorize')
        return await journey.begin(saveForm, signsInInWindow(definition, form.getValues()))
      await saveForm()
      onClose()
    } catch (error) {
      if (error instanceof UnconfirmedTokenHost) tokenHost.ask(error.host, to)
      else place(error)
    } finally {
      isRunning.current = false
      setSaving(null)
    }
  }

  /** Synchronous up to the opening of the window: only then is it the click that opens it. */
  function submit(to: Intent) {
    if (isRunning.current) return
    intent.current = to
    const faulty = faultsFor(form.getValues()).map(({ path }) => path)
    const host = faulty.length > 0 ? null : tokenHost.unconfirmed(form.getValues())
    if (host !== null) return tokenHost.ask(host, to)
    const done = faulty.length > 0 ? Promise.resolve() : run(to)
    // Also without faults: from the first submission on, the form checks again at every change.
    void form.handleSubmit(
      () => done,
      () => focusFirstFault(faulty),
    )()
  }

  /** Call it in the click, which may open the window. */
  function answerTokenHost(isAllowed: boolean) {
    tokenHost.answer(isAllowed)
    if (isAllowed && tokenHost.question !== null) submit(tokenHost.question.intent)
  }

  function discard() {
    journey.dismiss()
    dropDraft(draftKey)
  }

  function startOver() {
    state.startOver()
    if (connection !== null) rebase(connection)
  }

  /** After a conflict: shows what the server has now, over which the changes are made again. */
  function loadCurrent(fresh: Connection) {
    rebase(fresh)
    state.markSaved(fresh)
    setFailure(null)
  }

  return {
    ...state,
    form,
    journey,
    failure,
    saving,
    askedTokenHost: tokenHost.question?.host ?? null,
    submit,
    answerTokenHost,
    discard,
    startOver,
    loadCurrent,
  }
}

export type ConnectionPaneHandle = ReturnType<typeof useConnectionPane>
