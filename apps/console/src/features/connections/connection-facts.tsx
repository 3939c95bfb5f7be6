import type { SettingField } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import styles from './connection-page.module.css'
import { Fact, Facts } from './facts.tsx'
import { givesToken } from './gives-token.ts'
import { oncePerName } from './once-per-name.ts'
import { connectionQueries } from './queries.ts'
import { ScopeTokens } from './scope-tokens.tsx'

interface ConnectionFactsProps {
  connection: Connection
  IClientName: ComponentType<{ id: string }>
}

export function ConnectionFacts({ connection, IClientName }: ConnectionFactsProps) {
  const { data: application } = useQuery(applicationQueries.detail(connection.application))
  const fields = oncePerName([...(application?.fields ?? []), ...(application?.httpFields ?? [])])
  // Only a sign-in in a window comes back.
  const callbackUrls = connection.authType === 'oauth2' ? (application?.callbackUrls ?? []) : []
  const authType = application?.authTypes.find((each) => each.value === connection.authType)
  // The deployment's may take its place.
  const noIClient = application?.builtInClient ? 'None of its own' : 'None'
  return (
    <Facts title="Settings">
      <Fact label="Authentication type">{authType?.label ?? connection.authType}</Fact>
      {fields
        .filter(({ name }) => connection.settings[name] !== undefined)
        .map((field) => {
          return (
            <Fact key={field.name} label={field.label}>
              {field.kind === 'agent' ? (
                <AgentOf connection={connection} />
              ) : (
                shown(field, String(connection.settings[field.name]))
              )}
            </Fact>
          )
        })}
      {fields
        .filter(({ name }) => connection.storedSecrets.includes(name))
        .map(({ name, label }) => (
          <Fact key={name} label={label}>
            Stored, never shown
          </Fact>
        ))}
      {givesToken(connection) && (
        <>
          <Fact label="Scopes">
            <ScopeTokens scopes={connection.scopes} none="None" />
          </Fact>
          <Fact label="iClient">
            {connection.iClientId === null ? noIClient : <IClientName id={connection.iClientId} />}
          </Fact>
        </>
      )}
      {callbackUrls.map(({ region, callbackUrl }) => (
        <Fact key={callbackUrl} label={region === null ? 'Callback URL' : `Callback URL (${region})`}>
          <code className={styles['address']}>{callbackUrl}</code>
        </Fact>
      ))}
      <Fact label="Concurrency">
        <Concurrency connection={connection} />
      </Fact>
    </Facts>
  )
}

/** By name, leading to how it stands. */
function AgentOf({ connection: { agent } }: { connection: Connection }) {
  if (agent === null) return 'Deleted'
  return (
    <>
      <Link to="/agents" search={{ q: agent.name }} dir="auto">
        {agent.name}
      </Link>
      , {agent.status}
    </>
  )
}

function shown({ kind, options = [] }: SettingField, value: string): ReactNode {
  if (kind === 'flag') return 'Yes'
  if (kind === 'parameters') return <span className={styles['lines']}>{value}</span>
  return options.find((option) => option.value === value)?.label ?? value
}

function Concurrency({ connection: { advanced } }: { connection: Connection }) {
  const lenderId = advanced.borrowConcurrencyFrom
  const lender = useQuery({ ...connectionQueries.detail(lenderId ?? ''), enabled: lenderId !== null })
  if (lenderId === null) return `${advanced.concurrencyLevel} at a time`
  return (
    <>
      Borrowed from{' '}
      <Link to="/connections/$connectionId" params={{ connectionId: lenderId }} dir="auto">
        {lender.data?.name ?? 'another connection'}
      </Link>
      {lender.data !== undefined && `, ${lender.data.advanced.concurrencyLevel} at a time for both`}
    </>
  )
}
