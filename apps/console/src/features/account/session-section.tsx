import { useMutation, useQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { sessionLine } from '../../api/session-line.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { LineList } from '../../ui/line-list.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import { ago, useNow } from '../../ui/relative-time.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Failure } from './failure.tsx'
import { accountMutations, accountQueries } from './queries.ts'

export function SessionSection() {
  const now = useNow()
  const { data, error, refetch } = useQuery(accountQueries.sessions())
  const endOne = useMutation(accountMutations.endSession())
  const endOthers = useMutation(accountMutations.endOthers())
  const hasOthers = data?.items.some(({ current }) => !current) ?? false
  return (
    <PageSection
      id="sessions"
      title="Sessions"
      about="The browsers that you are signed in with."
      action={
        hasOthers && (
          <Button
            busy={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, { onSuccess: () => announce('Your other sessions are ended.') })
            }
          >
            End all others
          </Button>
        )
      }
    >
      <Failure error={endOne.error ?? endOthers.error} />
      {data === undefined && error === null && <Skeleton height={56} lines={1} />}
      {data === undefined && error !== null && (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <LineList
          label="Sessions"
          lines={data.items.map((each) => sessionLine(each, (at) => ago(at, now)))}
          action="End"
          onAction={(id) => endOne.mutate(id, { onSuccess: () => announce('The session is ended.') })}
          none="No session is known."
        />
      )}
    </PageSection>
  )
}
