import { Link } from '@tanstack/react-router'
import { buttonClass } from '../ui/button.tsx'
import styles from './page.module.css'

/** `what`: the kind of record that was asked for; left out, the page itself is unknown. */
export function NotFoundPage({ what = 'page' }: { what?: string }) {
  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>There is no such {what}</h1>
      <p>
        {what === 'page'
          ? 'The address may be mistyped, or the page has gone.'
          : `The ${what} may have been deleted, or the address is mistyped.`}
      </p>
      <p>
        <Link to="/connections" className={buttonClass('secondary')}>
          Go to the connections
        </Link>
      </p>
    </div>
  )
}
