import { isApiError } from '../api/api-error.ts'
import { errorText } from '../api/error-text.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'

interface UnreadRecordProps {
  kind: string
  query: { readonly error: Error | null; readonly refetch: () => Promise<unknown> }
  onClose: () => void
}

/** In the place of an edit dialog as long as its record is not there: nothing while it is read. */
export function UnreadRecord({ kind, query: { error, refetch }, onClose }: UnreadRecordProps) {
  if (error === null) return null
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Edit ${kind}`}>
      {isApiError(error, 'not_found') ? (
        <p>There is no such {kind}. It may have been deleted.</p>
      ) : (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      )}
    </Dialog>
  )
}
