import { useMutation } from '@tanstack/react-query'
import { type ChangeEvent, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageSection } from '../../ui/page-section.tsx'
import styles from './configuration.module.css'
import { readExport, saveExport } from './export-file.ts'
import { ImportDialog, type Preview } from './import-dialog.tsx'
import { configurationMutations } from './queries.ts'

const noExport = {
  title: 'This is no export of Patchbay’s',
  detail: 'Choose a file that Export has made.',
} as const

function failureText(error: Error) {
  const isOther = isApiError(error, 'invalid_value') || isApiError(error, 'unknown_member')
  return isOther ? noExport : errorText(error)
}

export function MoveSection() {
  const input = useRef<HTMLInputElement>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const save = useMutation(configurationMutations.export())
  const look = useMutation(configurationMutations.import())
  const failed = save.error ?? look.error
  const failure = isUnreadable ? noExport : failed === null ? null : failureText(failed)

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    // The same file can be chosen again, say after it was corrected.
    const chosen = file === undefined ? null : await readExport(file)
    target.value = ''
    save.reset()
    look.reset()
    setUnreadable(file !== undefined && chosen === null)
    if (file === undefined || chosen === null) return
    look.mutate(
      { document: chosen, dryRun: true },
      { onSuccess: ({ items }) => setPreview({ fileName: file.name, document: chosen, items }) },
    )
  }

  return (
    <PageSection
      id="move"
      title="Move to another Patchbay"
      about="The connections and iClients of a test system, say, are taken over to production as a file: without secrets and sign-ins, and whatever they refer to is found by its name. You see what would change before it does."
    >
      <div className={styles['buttons']}>
        <Button busy={save.isPending} onClick={() => save.mutate(undefined, { onSuccess: saveExport })}>
          Export
        </Button>
        <Button busy={look.isPending} onClick={() => input.current?.click()}>
          Import a file
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => void choose(event)}
        />
      </div>
      {failure !== null && (
        <Notice tone="bad" role="alert" title={failure.title}>
          {failure.detail}
        </Notice>
      )}
      {preview !== null && <ImportDialog preview={preview} onClose={() => setPreview(null)} />}
    </PageSection>
  )
}
