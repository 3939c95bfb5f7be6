import { useQueryClient } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { errorText } from '../api/error-text.ts'
import { ErrorState } from '../ui/error-state.tsx'
import styles from './page.module.css'

/** What a page becomes that could not be loaded or drawn. Never blank, always with a way on. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const client = useQueryClient()
  const { title, detail, code } = errorText(error)

  function tryAgain() {
    // A chunk that failed to load stays failed for this page's life; only a reload asks for it anew.
    if (/dynamically imported module|module script/i.test(String(error))) return window.location.reload()
    void client.resetQueries({ predicate: (query) => query.state.status === 'error' })
    reset()
    void router.invalidate()
  }

  return (
    <div className={styles['page']}>
      <h1 tabIndex={-1}>This page cannot be shown</h1>
      <ErrorState title={title} detail={detail} code={code} onRetry={tryAgain} />
    </div>
  )
}
