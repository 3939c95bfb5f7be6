import { signOnPath } from '@patchbay/contracts/sign-in'
import type { ReactNode } from 'react'
import { passkeyErrorText } from '../../api/passkey-error.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './entrance.module.css'

/** Below the password, or alone. */
export function OtherWays({ divided, children }: { divided: boolean; children: ReactNode }) {
  return (
    <div className={styles['form']}>
      {divided && <div className={styles['or']}>or</div>}
      {children}
    </div>
  )
}

export function PasskeyFailure({ error }: { error: Error | null }) {
  if (error === null) return null
  const { title, detail } = passkeyErrorText(error)
  return (
    <Notice tone="bad" title={title} role="alert">
      {detail}
    </Notice>
  )
}

interface SignOnLinkProps {
  label: string
  primary: boolean
  to: string | undefined
}

/** Leaves the console: the provider has pages of its own. */
export function SignOnLink({ label, primary, to }: SignOnLinkProps) {
  const query = to === undefined ? '' : `?${new URLSearchParams({ to }).toString()}`
  return (
    <a
      className={classNames(buttonClass(primary ? 'primary' : 'secondary'), styles['submit'])}
      href={signOnPath + query}
    >
      Continue with {label}
    </a>
  )
}
