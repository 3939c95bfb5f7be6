import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { useState } from 'react'
import type { ConnectionPaneHandle } from './use-connection-pane.ts'

interface Options {
  definition: ApplicationDefinition
  pane: ConnectionPaneHandle
  isNew: boolean
  /** Once it is drawn. */
  focusRest: () => void
  focusFirstFault: () => void
}

/** The step before the form, where the application has it: the name alone, then Next. */
export function useNameFirst({ definition, pane, isNew, focusRest, focusFirstFault }: Options) {
  const [named, setNamed] = useState(() => pane.form.getValues('name').trim() !== '')
  const naming = isNew && definition.steps === 'name-first' && !named

  async function next() {
    if (!(await pane.form.trigger('name'))) return focusFirstFault()
    setNamed(true)
    focusRest()
  }

  return { naming, next }
}
