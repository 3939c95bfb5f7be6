import type { AuditEventReply, EventChange } from '@patchbay/contracts/events'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { fullTime } from '../../ui/relative-time.ts'
import styles from './activity.module.css'

/** From where, with what, and what was there before and after. */
export function EventDetails({ event }: { event: AuditEventReply }) {
  const { actor, address, at, code, requestId, target, userAgent } = event
  return (
    <>
      <dl className={styles['facts']}>
        <Fact label="Time">{fullTime(at)}</Fact>
        {code !== null && (
          <Fact label="Reason">
            <code>{code}</code>
          </Fact>
        )}
        {event.actorKind === 'operator' && <Fact label="From">The command line of the server</Fact>}
        {address !== null && <Fact label="Address">{address}</Fact>}
        {userAgent !== null && <Fact label="Browser">{userAgent}</Fact>}
        {requestId !== null && (
          <Fact label="Request">
            <code>{requestId}</code>
          </Fact>
        )}
      </dl>
      {event.changes !== null && event.changes.length > 0 && <Changes changes={event.changes} />}
      <p className={styles['more']}>
        {actor !== null && (
          <Link to="/activity" search={{ actor }}>
            All that they did
          </Link>
        )}
        {target !== null && (
          <Link to="/activity" search={{ target: target.id }}>
            All that happened to it
          </Link>
        )}
      </p>
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  )
}

function Changes({ changes }: { changes: readonly EventChange[] }) {
  return (
    <table className={styles['changes']}>
      <caption>What changed</caption>
      <thead>
        <tr>
          <th scope="col">Member</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ member, before, after }) => (
          <tr key={member}>
            <th scope="row">
              <code>{member}</code>
            </th>
            <td data-label="Before">
              <Value value={before} />
            </td>
            <td data-label="After">
              <Value value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value }: { value: EventChange['before'] }) {
  if (value === null || value === '') return <span className={styles['none']}>—</span>
  return <bdi>{Array.isArray(value) ? value.join(', ') : String(value)}</bdi>
}
