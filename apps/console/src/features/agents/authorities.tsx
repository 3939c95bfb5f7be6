import type { CertificateAuthority } from '@patchbay/contracts/agents'
import { Fragment } from 'react'
import { fullTime, useNow } from '../../ui/relative-time.ts'
import styles from './agents.module.css'

/** Each certificate by what tells it from others. */
export function Authorities({ authority }: { authority: CertificateAuthority }) {
  const now = useNow()
  return (
    <ul className={styles['authorities']}>
      {authority.certificates.map(({ subject, fingerprint, validTo }) => (
        <li key={fingerprint} className={styles['authority']}>
          <span dir="auto">{subject}</span>
          <code className={styles['fingerprint']}>
            SHA-256 <Pairs text={fingerprint} />
          </code>
          <span className={styles['note']}>
            {Date.parse(validTo) < now ? 'Expired' : 'Valid until'} {fullTime(validTo)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Broken between pairs only, so that it can be compared. */
function Pairs({ text }: { text: string }) {
  return [...text.matchAll(/[^:]+:?/g)].map(({ 0: pair, index }) => (
    <Fragment key={index}>
      {pair}
      <wbr />
    </Fragment>
  ))
}
