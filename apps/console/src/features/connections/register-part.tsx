import { useFormSubject } from './form-context.ts'
import { usePaneParts } from './pane-parts.ts'
import { useFormValues } from './use-form-values.ts'
import { useServer } from './use-server.ts'

/** Where the server takes registrations from a program. */
export function RegisterPart({ onRegistered }: { onRegistered: (id: string) => void }) {
  const { definition } = useFormSubject()
  const { RegisterClient } = usePaneParts()
  const { name, authType, scopes } = useFormValues()
  const server = useServer()
  if (!server?.registrationUrl) return null
  const { issuer } = server
  const client = {
    name: name.trim() || `Patchbay at ${new URL(issuer).host}`,
    application: definition.id,
    issuer,
    authType,
    scopes,
  }
  return <RegisterClient client={client} onRegistered={onRegistered} />
}
