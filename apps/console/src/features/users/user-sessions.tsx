import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { errorText } from '../../api/error-text.ts'
import { sessionLine } from '../../api/session-line.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { LineList } from '../../ui/line-list.tsx'
import { ago, useNow } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Failure } from '../../records/failure.tsx'
import { userMutations, userQueries } from './queries.ts'
import { useCloseDialog } from './use-close-dialog.ts'
import styles from './users.module.css'

const route = getRouteApi('/signed-in/users/$userId/sessions')

export function UserSessions() {
  const { userId: id } = route.useParams()
  const close = useCloseDialog()
  const user = useQuery(userQueries.detail(id))
  const sessions = useQuery(userQueries.sessions(id))
  const endOne = useMutation(userMutations.endSession())
  const endAll = useMutation(userMutations.endSessions())
  const now = useNow()
  const items = sessions.data?.items ?? []
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={user.data === undefined ? 'Sessions' : `Sessions of ${user.data.name}`}
      description="The browsers that the user is signed in with."
      footer={
        <>
          {items.length > 0 && (
            <Button
              variant="danger"
              busy={endAll.isPending}
              onClick={() => endAll.mutate(id, { onSuccess: () => announce('All sessions are ended.') })}
            >
              End all sessions
            </Button>
          )}
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Failure error={endOne.error ?? endAll.error} />
        {sessions.isPending && <Skeleton height={40} lines={2} />}
        {sessions.error !== null && (
          <ErrorState {...errorText(sessions.error)} onRetry={() => void sessions.refetch()} />
        )}
        {sessions.data !== undefined && (
          <LineList
            label="Sessions"
            lines={items.map((each) => sessionLine(each, (at) => ago(at, now)))}
            none="Not signed in anywhere."
            action="End"
            onAction={(sessionId) =>
              endOne.mutate({ id, sessionId }, { onSuccess: () => announce('The session is ended.') })
            }
          />
        )}
      </div>
    </Dialog>
  )
}
