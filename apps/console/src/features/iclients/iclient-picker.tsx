import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { announce } from '../../ui/announce.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { PencilIcon, PlusIcon } from '../../ui/icons.tsx'
import type { Connecting } from './client-addresses.ts'
import { iClientQueries } from './queries.ts'

const IClientDialog = lazy(async () => ({ default: (await import('./iclient-dialog.tsx')).IClientDialog }))

const generalHint = 'The client ID and client secret that the application knows Patchbay by.'

interface IClientPickerProps {
  application: string
  /** What is filled in of the connection so far. */
  connecting: Connecting
  hint?: string | undefined
  value: string | null
  onChange: (id: string) => void
  error?: string | undefined
}

/** Chooses an iClient of an application, and adds or changes one on the way. */
export function IClientPicker({
  application,
  connecting,
  hint = generalHint,
  value,
  onChange,
  error,
}: IClientPickerProps) {
  const [open, setOpen] = useState<'add' | 'edit' | null>(null)
  const { data = [], error: failure } = useQuery(iClientQueries.ofApplication(application))
  const chosen = data.find((each) => each.id === value) ?? null

  return (
    <>
      <Combobox
        label="iClient"
        hint={hint}
        value={value}
        onValueChange={onChange}
        options={data.map((each) => ({ value: each.id, label: each.name, description: each.clientId }))}
        placeholder={data.length === 0 ? 'None yet: add one with +' : 'Choose an iClient'}
        emptyText={failure === null ? 'No iClient of that name' : errorText(failure).title}
        error={error}
        actions={
          <>
            <IconButton
              variant="secondary"
              label="Add iClient"
              icon={<PlusIcon />}
              onClick={() => setOpen('add')}
            />
            <IconButton
              variant="secondary"
              label="Edit iClient"
              icon={<PencilIcon />}
              aria-disabled={chosen === null}
              onClick={() => setOpen('edit')}
            />
          </>
        }
      />
      {open !== null && (
        <Suspense>
          <IClientDialog
            iClient={open === 'edit' ? chosen : null}
            application={application}
            connecting={connecting}
            onClose={() => setOpen(null)}
            onSaved={({ id, name }) => {
              onChange(id)
              setOpen(null)
              announce(`${name} is saved and selected.`)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
