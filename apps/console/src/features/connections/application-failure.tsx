import { useQuery } from '@tanstack/react-query'
import { applicationQueries } from '../../api/applications.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './authorization-panel.module.css'

/** Where the server did not say what only it knows of the application, such as its callback URLs. */
export function ApplicationFailure({ id }: { id: string }) {
  const { error, isFetching, refetch } = useQuery(applicationQueries.detail(id))
  if (error === null) return null
  const { title, detail, code } = errorText(error)
  return (
    <Notice
      tone="bad"
      role="alert"
      title={title}
      action={
        <Button busy={isFetching} onClick={() => void refetch()}>
          Try again
        </Button>
      }
    >
      {detail} <span className={styles['code']}>{code}</span>
    </Notice>
  )
}
