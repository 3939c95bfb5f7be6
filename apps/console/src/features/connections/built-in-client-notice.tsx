import { missingClient } from '@patchbay/applications/rules/client-source'
import { Notice } from '../../ui/notice.tsx'
import { builtInClientState } from './built-in-client.ts'
import { useFormSubject } from './form-context.ts'
import { useFormValues } from './use-form-values.ts'

const brought = {
  deployment: 'Signs in with the client that this deployment brings.',
  own: 'Signs in with the iClient that it was given through the API.',
}

/** In place of the field for an iClient. */
export function BuiltInClientNotice() {
  const subject = useFormSubject()
  const state = builtInClientState(subject, useFormValues())
  const { builtInClient } = subject.definition
  if (state === null || builtInClient === undefined) return null
  const isMissing = state === 'missing'
  return (
    <Notice tone={isMissing ? 'warn' : 'info'} role="note">
      {isMissing ? missingClient(builtInClient) : brought[state]}
    </Notice>
  )
}
