import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import type { ConnectionUses } from '@patchbay/contracts/connection-uses'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Option } from '../../ui/option.ts'
import { SearchedSelect } from '../../ui/searched-select.tsx'
import { connectionQueries } from './queries.ts'
import { statusReason } from './status.ts'
import { replacementText } from './uses-text.ts'

interface UseInsteadProps {
  connection: Connection
  uses: ConnectionUses
  value: Option | null
  onChange: (instead: Option) => void
}

/** Chooses what takes the place of a connection, and says what that changes. */
export function UseInstead({ connection, uses, value, onChange }: UseInsteadProps) {
  const [words, setWords] = useState<string>()
  const { data, error } = useQuery(connectionQueries.ofApplication(connection.application, words))
  if (error !== null) return <Notice tone="bad">{errorText(error).detail}</Notice>
  if (data === undefined) return null
  const options = data.items.filter(({ id }) => id !== connection.id).map(optionOf)
  const application = findApplication(connection.application)?.name ?? connection.application
  if (words === undefined && options.length === 0 && data.nextCursor === null) {
    return <p>There is no other connection of {application} that could be used instead.</p>
  }
  return (
    <>
      <SearchedSelect
        label="Use instead"
        placeholder="Choose a connection"
        hint={`Another connection of ${application}. It takes the place of this one everywhere.`}
        value={value}
        onValueChange={onChange}
        options={options}
        isPartial={data.nextCursor !== null}
        searchLabel="Search connections"
        words={words}
        onSearch={setWords}
      />
      {value !== null && (
        <Notice tone="warn" role="status">
          {replacementText(uses, connection.name, value.label)}
        </Notice>
      )}
    </>
  )
}

/** Whether it works is worth knowing before it takes a place. */
function optionOf(connection: Connection): Option {
  const { id, name, status } = connection
  return { value: id, label: name, ...(status !== 'online' && { description: statusReason(connection) }) }
}
