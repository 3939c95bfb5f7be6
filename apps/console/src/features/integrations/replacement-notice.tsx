import { useMutation, useQuery } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ago, useNow } from '../../ui/relative-time.ts'
import styles from './connections-tab.module.css'
import { integrationMutations, integrationQueries } from './queries.ts'

/** By then it is no news, and an undo would surprise more than it helps. */
const shownMs = 24 * 3_600_000

/** The last replacement, as long as it can be undone. */
export function ReplacementNotice({ integrationId }: { integrationId: string }) {
  const now = useNow()
  const { data: integration } = useQuery(integrationQueries.detail(integrationId))
  const undo = useMutation(integrationMutations.undo())
  const replacement = integration?.replacement ?? null
  if (replacement === null || replacement.steps.length === 0) return null
  if (now - Date.parse(replacement.at) > shownMs) return null
  const { id, at, from, to, steps } = replacement
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`

  function takeBack() {
    undo.mutate(
      { id: integrationId, replacementId: id },
      {
        onSuccess: () => {
          announce(`${from.name} is back in its place.`)
          // The notice that had the focus goes.
          document.querySelector<HTMLElement>('h1')?.focus()
        },
      },
    )
  }

  return (
    <>
      <Notice tone="info" role="status">
        <div className={styles['replacement']}>
          <span dir="auto">
            <strong>
              {to.name} took the place of {from.name}
            </strong>{' '}
            in {count},{' '}
            <time dateTime={at} aria-live="off">
              {ago(at, now)}
            </time>
            .
          </span>
          <Button busy={undo.isPending} onClick={takeBack}>
            Undo
          </Button>
        </div>
      </Notice>
      {undo.error !== null && (
        <Notice tone="bad" role="alert">
          {errorText(undo.error).detail}
        </Notice>
      )}
    </>
  )
}
