import type { Application, SettingField } from '@patchbay/contracts/applications'
import { useFormContext } from 'react-hook-form'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { signsInInWindow, suggestedScopes } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { leadsToSandbox, sandboxAddresses } from './leads-to-sandbox.ts'
import { useFormValues } from './use-form-values.ts'

type Sandbox = NonNullable<Application['sandbox']>
const change = { shouldDirty: true, shouldValidate: false }

/** Where the sandbox runs: fills in what leads to this application's stand-in. */
export function SandboxOffer() {
  const { definition, application } = useFormSubject()
  const values = useFormValues()
  const sandbox = application?.sandbox
  if (!sandbox) return null
  const inUse = leadsToSandbox(definition, sandbox, values)
  // An address that the form does not draw can be taken back only here.
  const hidden = sandboxAddresses(definition, sandbox).filter(
    ({ name }) => !definition.form.flat().includes(name),
  )
  const leave = hidden.length === 0 ? undefined : <Leave addresses={hidden} />
  const inWindow = signsInInWindow(definition, values)
  return (
    <Notice
      tone="info"
      role="note"
      title={inUse ? 'This leads to the sandbox' : 'No account at hand? Use the sandbox'}
      action={inUse ? leave : <Use sandbox={sandbox} />}
    >
      {inUse && inWindow
        ? 'In the window that opens, sign in as '
        : 'It stands in for the application. Sign in there as '}
      <strong>admin</strong> with the password <strong>sandbox</strong>.
    </Notice>
  )
}

function Use({ sandbox: { settings, iClientId } }: { sandbox: Sandbox }) {
  const { definition } = useFormSubject()
  const { setValue, getValues, trigger, formState } = useFormContext<ConnectionFormValues>()
  const { isSubmitted } = formState

  /** What was chosen stays: the stand-in has a counterpart for each choice. */
  function isFree({ name, kind }: SettingField): boolean {
    return kind !== 'select' || getValues(`settings.${name}`) === ''
  }

  function fillIn() {
    for (const field of definition.fields.filter(isFree)) {
      const value = settings[field.name]
      if (value !== undefined) setValue(`settings.${field.name}`, value, change)
    }
    const values = getValues()
    const scopes = definition.sandboxScopes ?? suggestedScopes(definition, values)
    if (values.scopes.length === 0) setValue('scopes', [...scopes], change)
    setValue('usesIClient', true, change)
    setValue('iClientId', iClientId, change)
    if (values.name.trim() === '') setValue('name', `${definition.name} sandbox`, change)
    // What was found wrong at an attempt before may be right now.
    if (isSubmitted) void trigger()
    announce('The sandbox is filled in.')
  }

  return <Button onClick={fillIn}>Use the sandbox</Button>
}

function Leave({ addresses }: { addresses: readonly SettingField[] }) {
  const { setValue } = useFormContext<ConnectionFormValues>()
  function leave() {
    for (const { name } of addresses) setValue(`settings.${name}`, '', change)
    announce('The sandbox is left.')
  }
  return <Button onClick={leave}>Leave the sandbox</Button>
}
