import { useFormContext, useWatch } from 'react-hook-form'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'

/** Where the sandbox runs: fills in what leads to this application's stand-in. */
export function SandboxOffer() {
  const { definition, application } = useFormSubject()
  const { setValue, getValues } = useFormContext<ConnectionFormValues>()
  const address = useWatch<ConnectionFormValues>({ name: `settings.${definition.addressField}` })
  const sandbox = application?.sandbox
  if (!sandbox) return null
  const inUse = address === sandbox.settings[definition.addressField]

  function fillIn({ settings, iClientId }: NonNullable<typeof sandbox>) {
    const change = { shouldDirty: true, shouldValidate: false }
    for (const [name, value] of Object.entries(settings)) setValue(`settings.${name}`, value, change)
    if (getValues('scopes').length === 0) setValue('scopes', [...definition.suggestedScopes], change)
    setValue('usesIClient', true, change)
    setValue('iClientId', iClientId, change)
    if (getValues('name').trim() === '') setValue('name', `${definition.name} sandbox`, change)
    announce('The sandbox is filled in.')
  }

  return (
    <Notice
      tone="info"
      role="note"
      title={inUse ? 'This leads to the sandbox' : 'No account at hand? Use the sandbox'}
      action={inUse ? undefined : <Button onClick={() => fillIn(sandbox)}>Use the sandbox</Button>}
    >
      {inUse
        ? 'In the window that opens, sign in as '
        : 'It stands in for the application. Sign in there as '}
      <strong>admin</strong> with the password <strong>sandbox</strong>.
    </Notice>
  )
}
