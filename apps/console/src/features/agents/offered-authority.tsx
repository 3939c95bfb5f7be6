import type { CertificateAuthority } from '@patchbay/contracts/agents'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Authorities } from './authorities.tsx'

interface OfferedAuthorityProps {
  offered: CertificateAuthority
  busy: boolean
  onTrust: () => void
}

/** What the agent was started with, which Patchbay does not take by itself: whoever holds the token could offer any. */
export function OfferedAuthority({ offered, busy, onTrust }: OfferedAuthorityProps) {
  return (
    <Notice
      tone="warn"
      role="note"
      title="The agent was started with another certificate authority"
      action={
        <Button busy={busy} onClick={onTrust}>
          Trust it
        </Button>
      }
    >
      <p>Compare the fingerprint with your authority’s before you trust it.</p>
      <Authorities authority={offered} />
    </Notice>
  )
}
