import type { DiscoveryReply } from '@patchbay/contracts/discovery'
import { CheckIcon, MinusIcon } from '../../ui/icons.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import styles from './server-summary.module.css'

/** What a server told of itself, at a glance. */
export function ServerSummary({ server }: { server: DiscoveryReply }) {
  const parts = [
    ['Authorization', server.authorizationUrl !== null],
    ['Token', server.tokenUrl !== null],
    ['Revocation', server.revocationUrl !== null],
    ['Device authorization', server.deviceAuthorizationUrl !== null],
    ['Registration', server.registrationUrl !== null],
    ['Pushed requests (PAR)', server.pushedAuthorizationRequests],
    ['Bound tokens (DPoP)', server.dpop],
  ] as const
  return (
    <div className={styles['summary']}>
      <p className={styles['title']}>The server answered. It offers</p>
      <dl className={styles['parts']}>
        {parts.map(([name, isOffered]) => (
          <div key={name} className={styles['part']} data-offered={isOffered || undefined}>
            <dt>{name}</dt>
            <dd>
              {isOffered ? <CheckIcon /> : <MinusIcon />}
              <VisuallyHidden>{isOffered ? 'yes' : 'no'}</VisuallyHidden>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
