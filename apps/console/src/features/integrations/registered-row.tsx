import type { RegisteredConnection, StepPlace } from '@patchbay/contracts/integrations'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { applicationQueries } from '../../api/applications.ts'
import { useMay } from '../../api/use-may.ts'
import { Button } from '../../ui/button.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import styles from './connections-tab.module.css'
import { Standing, hindrance } from './standing.tsx'
import { placeText, stepText } from './step-text.ts'

interface RegisteredRowProps {
  connection: RegisteredConnection
  busy: boolean
  onReplace: () => void
  onDeregister: () => void
}

export function RegisteredRow({ connection, busy, onReplace, onDeregister }: RegisteredRowProps) {
  const may = useMay('manage')
  const { id, name, application, steps } = connection
  const { data } = useQuery(applicationQueries.list())
  const why = hindrance(connection) ?? undefined
  const known = data?.items.find((each) => each.id === application)
  return (
    <tr className={styles['row']}>
      <td>
        <span className={styles['identity']}>
          <Monogram text={known?.monogram.text ?? ''} color={known?.monogram.color ?? '#6f6d66'} />
          <Link
            to="/connections/$connectionId"
            params={{ connectionId: id }}
            className={styles['link']}
            title={name}
            dir="auto"
          >
            {name}
          </Link>
        </span>
      </td>
      <td data-label="Application">{known?.name ?? application}</td>
      <td data-label="Status">
        <span className={styles['state']}>
          <Standing connection={connection} />
          {connection.status === 'offline' && (
            <span className={styles['reason']} title={why} dir="auto">
              {why}
            </span>
          )}
        </span>
      </td>
      <td data-label="Used by">
        <Steps steps={steps} />
      </td>
      {may && (
        <td className={styles['actions']}>
          {steps.length > 0 && (
            <Button variant="quiet" aria-label={`Replace ${name}`} onClick={onReplace}>
              Replace
            </Button>
          )}
          <Button variant="quiet" busy={busy} aria-label={`Deregister ${name}`} onClick={onDeregister}>
            Deregister
          </Button>
        </td>
      )}
    </tr>
  )
}

/** So many are named in a row. */
const shown = 2

function Steps({ steps }: { steps: readonly StepPlace[] }) {
  if (steps.length === 0) return <span className={styles['none']}>No step</span>
  // A line that would say "1 more" has room for that one.
  const named = steps.length === shown + 1 ? steps : steps.slice(0, shown)
  const more = steps.length - named.length
  return (
    <ul className={styles['places']}>
      {named.map((each) => (
        <li key={each.stepId} title={stepText(each)}>
          <span className={styles['flow']} dir="auto">
            {each.flowName}
          </span>
          <span className={styles['step']}>, {placeText(each)}</span>
        </li>
      ))}
      {more > 0 && <li className={styles['none']}>and {more} more</li>}
    </ul>
  )
}
