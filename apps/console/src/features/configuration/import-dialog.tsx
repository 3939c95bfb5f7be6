import type { Configuration, ImportItem } from '@patchbay/contracts/configuration'
import { useMutation } from '@tanstack/react-query'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import styles from './configuration.module.css'
import { ImportTable } from './import-table.tsx'
import { doneOf, isWritten, summaryOf } from './import-words.ts'
import { configurationMutations } from './queries.ts'

export interface Preview {
  readonly fileName: string
  readonly document: Configuration
  readonly items: readonly ImportItem[]
}

interface ImportDialogProps {
  preview: Preview
  onClose: () => void
}

/** What an import would do, before it is done; and then what it did. */
export function ImportDialog({ preview: { fileName, document, items }, onClose }: ImportDialogProps) {
  const run = useMutation(configurationMutations.import())
  const done = run.data?.items
  const count = items.filter(isWritten).length
  const shown = (done ?? items).filter(({ outcome }) => outcome !== 'same')
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && !run.isPending && onClose()}
      title={done === undefined ? `Import ${fileName}` : doneOf(done)}
      description={
        done === undefined
          ? summaryOf(items)
          : 'What is new is a draft: write what is missing, then authorize it.'
      }
      footer={
        done === undefined ? (
          <>
            <Button variant="quiet" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              busy={run.isPending}
              aria-disabled={count === 0}
              onClick={() => run.mutate({ document, dryRun: false })}
            >
              {count === 0 ? 'Nothing to import' : `Import ${count}`}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        )
      }
    >
      <div className={styles['preview']}>
        {run.error !== null && (
          <Notice tone="bad" role="alert" title={errorText(run.error).title}>
            {errorText(run.error).detail}
          </Notice>
        )}
        {done === undefined && shown.some(({ outcome }) => outcome === 'change') && (
          <Notice tone="info">
            A connection whose address, scopes or iClient change has to be authorized again.
          </Notice>
        )}
        {shown.length > 0 && <ImportTable items={shown} when={done === undefined ? 'before' : 'after'} />}
      </div>
    </Dialog>
  )
}
