import { isVisible } from '@patchbay/applications/rules/conditions'
import { isSecret } from '@patchbay/applications/rules/settings-schema'
import { AuthTypePart } from './auth-type-part.tsx'
import { CallbackUrlPart } from './callback-url-part.tsx'
import { useFormSubject } from './form-context.ts'
import { IClientPart } from './iclient-part.tsx'
import { ScopesPart } from './scopes-part.tsx'
import { SecretControl } from './secret-control.tsx'
import { SettingControl } from './setting-control.tsx'
import { useConnecting } from './use-connecting.ts'

/** One part of the section Application details: a setting by its name, or one of the parts that are none. */
export function FormPart({ name }: { name: string }) {
  switch (name) {
    case 'authType':
      return <AuthTypePart />
    case 'scopes':
      return <ScopesPart />
    case 'iClient':
      return <IClientPart />
    case 'callbackUrl':
      return <CallbackUrlPart />
    default:
      return <FieldPart name={name} />
  }
}

function FieldPart({ name }: { name: string }) {
  const { definition } = useFormSubject()
  const { authType, settings } = useConnecting()
  // Some settings have a field for each of the cases in which they count.
  const field = definition.fields.find(
    (each) => each.name === name && isVisible(each, { ...settings, authType }),
  )
  if (field === undefined) return null
  return isSecret(field) ? <SecretControl field={field} /> : <SettingControl field={field} />
}
