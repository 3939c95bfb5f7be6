import type { Role } from '@patchbay/contracts/roles'
import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import styles from './page.module.css'

export function NotPermittedPage({ role }: { role: Role }) {
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>This is not part of your role</h1>
      <p>
        You are signed in as {role === 'viewer' ? 'a' : 'an'} {role}. An owner can give you another role, or
        do it for you.
      </p>
      <p>
        <Link to="/connections" className={buttonClass('secondary')}>
          Go to the connections
        </Link>
      </p>
    </div>
  )
}
