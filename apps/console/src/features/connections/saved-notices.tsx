import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Notice } from '../../ui/notice.tsx'
import type { ConnectionFormValues } from './form-values.ts'
import { ReauthorizationNotice } from './reauthorization-notice.tsx'
import { usesQuery } from './uses-queries.ts'
import { usesText } from './uses-text.ts'

interface SavedNoticesProps {
  connection: Connection
  saved: ConnectionFormValues
  definition: ApplicationDefinition
}

/** What is to be said of a connection that was there before. */
export function SavedNotices({ connection, saved, definition }: SavedNoticesProps) {
  // One that has just been made in the pane is opened by no address.
  const { connectionId } = useParams({ strict: false })
  return (
    <>
      {connectionId === connection.id && <UsesNotice id={connectionId} />}
      {connection.status !== 'draft' && <ReauthorizationNotice saved={saved} definition={definition} />}
    </>
  )
}

function UsesNotice({ id }: { id: string }) {
  const { data: uses } = useQuery(usesQuery(id))
  if (uses === undefined || uses.total === 0) return null
  return <Notice tone="info">Used by {usesText(uses)}. What you change here, changes for them too.</Notice>
}
