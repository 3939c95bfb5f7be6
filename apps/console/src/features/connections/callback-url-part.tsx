import { Badge } from '../../ui/badge.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { signsInInWindow } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import { callbackUrlInUse } from './callback-url.ts'
import styles from './connection-form.module.css'
import { useConnecting } from './use-connecting.ts'

/** One row for each public URL, with the one that a sign-in begun here comes back to marked. */
export function CallbackUrlPart() {
  const { application, definition } = useFormSubject()
  const connecting = useConnecting()
  if (!signsInInWindow(definition, connecting)) return null
  if (application === undefined) return <Skeleton height={36} />
  const [only, ...others] = application.callbackUrls
  if (only !== undefined && others.length === 0) {
    const hint = 'Register it at the application, letter by letter.'
    return <CopyField label="Callback URL" value={only.callbackUrl} hint={hint} />
  }
  const inUse = callbackUrlInUse(application.callbackUrls, location.origin)
  return (
    <div className={styles['part']}>
      {application.callbackUrls.map(({ region, origin, callbackUrl }) => (
        <CopyField
          key={callbackUrl}
          label={`Callback URL (${region ?? origin})`}
          value={callbackUrl}
          hint={callbackUrl === inUse ? <InUse /> : `For those who open Patchbay at ${origin}.`}
        />
      ))}
    </div>
  )
}

function InUse() {
  return (
    <>
      <Badge tone="ok">In use</Badge> Signing in from here comes back to this one. Register it at the
      application, letter by letter.
    </>
  )
}
