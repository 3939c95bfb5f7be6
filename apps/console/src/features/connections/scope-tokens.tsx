import { CodeToken } from '../../ui/code-token.tsx'
import styles from './connection-form.module.css'

/** Scopes as code; `none` is said where there are none. */
export function ScopeTokens({ scopes, none }: { scopes: readonly string[]; none: string }) {
  if (scopes.length === 0) return <p className={styles['none']}>{none}</p>
  return (
    <ul className={styles['tokens']}>
      {scopes.map((scope) => (
        <li key={scope}>
          <CodeToken>{scope}</CodeToken>
        </li>
      ))}
    </ul>
  )
}
