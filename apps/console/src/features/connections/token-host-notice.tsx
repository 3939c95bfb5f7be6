import { Notice } from '../../ui/notice.tsx'
import { useFormSubject } from './form-context.ts'
import { foreignTokenHost } from './token-host.ts'
import { useConnecting } from './use-connecting.ts'
import { useServer } from './use-server.ts'

export function TokenHostNotice() {
  const { definition } = useFormSubject()
  const host = foreignTokenHost(definition, useConnecting(), useServer())
  if (host === null) return null
  return (
    <Notice tone="warn" role="status" title="The token URL is on another host than the issuer">
      The client secret goes to {host.token}, not to {host.own}. Make sure that both belong to the same
      server.
    </Notice>
  )
}
