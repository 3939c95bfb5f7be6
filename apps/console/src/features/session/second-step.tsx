import type { SecondFactor } from '@patchbay/contracts/error'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { CodeForm } from './code-form.tsx'
import { Entrance } from './entrance.tsx'
import styles from './entrance.module.css'
import { OtherWays, PasskeyFailure } from './other-ways.tsx'

interface SecondStepProps {
  factors: readonly SecondFactor[]
  error: Error | null
  passkeyError: Error | null
  busy: boolean
  onCode: (code: string) => void
  onPasskey: () => void
  onBack: () => void
}

/** After the right password. */
export function SecondStep(props: SecondStepProps) {
  const { factors, error, passkeyError, busy, onCode, onPasskey, onBack } = props
  const [withCode, withPasskey] = [factors.includes('code'), factors.includes('passkey')]
  return (
    <Entrance title="Confirm that it is you">
      {withCode && <CodeForm error={error} busy={busy} onSubmit={onCode} />}
      {!withCode && !withPasskey && <NoneHere />}
      <OtherWays divided={withCode && withPasskey}>
        <PasskeyFailure error={passkeyError} />
        {withPasskey && (
          <Button
            variant={withCode ? 'secondary' : 'primary'}
            className={styles['submit']}
            onClick={onPasskey}
          >
            Use a passkey
          </Button>
        )}
        <Button variant="quiet" className={styles['submit']} onClick={onBack}>
          Back
        </Button>
      </OtherWays>
    </Entrance>
  )
}

function NoneHere() {
  return (
    <Notice tone="warn" title="Your passkeys belong to another address" role="alert">
      Open Patchbay by the address where you made them, or ask an owner for a new sign-in link.
    </Notice>
  )
}
