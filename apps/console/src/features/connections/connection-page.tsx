import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { Outlet, getRouteApi, useRouter } from '@tanstack/react-router'
import { type ComponentType, useEffect, useState } from 'react'
import { applicationQueries } from '../../api/applications.ts'
import { Badge } from '../../ui/badge.tsx'
import { Monogram } from '../../ui/monogram.tsx'
import { AuthorizationSection } from './authorization-section.tsx'
import { ConnectionActions } from './connection-actions.tsx'
import { ConnectionActivity } from './connection-activity.tsx'
import { ConnectionTabs } from './connection-tabs.tsx'
import { ConnectionFacts } from './connection-facts.tsx'
import styles from './connection-page.module.css'
import { signsInInWindow } from './counting-parts.ts'
import { valuesOf } from './form-values.ts'
import { givesToken } from './gives-token.ts'
import { connectionQueries } from './queries.ts'
import { TokenSection } from './token-section.tsx'
import { TestSection } from './test-section.tsx'
import { useAuthorization } from './use-authorization.ts'
import { UsedBySection } from './used-by-section.tsx'
import { useSignInElsewhere } from './use-sign-in-elsewhere.ts'

const route = getRouteApi('/signed-in/connections/$connectionId')

/** What other features show of a connection. */
interface ConnectionPageProps {
  IClientName: ComponentType<{ id: string }>
  SignInLinkButton: ComponentType<{ connection: Connection; onChange: (isOut: boolean) => void }>
  Traffic: ComponentType<{ connectionId: string }>
  TokenLife: ComponentType<{ connection: Connection }>
  CallExamples: ComponentType<{ connection: Connection; givesToken: boolean }>
  Activity: ComponentType<{ connectionId: string }>
}

export function ConnectionPage(parts: ConnectionPageProps) {
  const { connectionId } = route.useParams()
  const { data: connection } = useQuery(connectionQueries.detail(connectionId))
  useCurrentTitle(connection?.name)
  // The route's loader has read it; it is away only while a deletion leaves the page.
  if (connection === undefined) return null
  return (
    <div className={styles['page']}>
      <Page key={connection.id} connection={connection} {...parts} />
      <Outlet />
    </div>
  )
}

/** The tab is named by the route's loader, which does not know of a new name until it is asked again. */
function useCurrentTitle(name: string | undefined): void {
  const router = useRouter()
  const { title } = route.useLoaderData()
  useEffect(() => {
    if (name !== undefined && name !== title)
      void router.invalidate({ filter: ({ routeId }) => routeId === route.id })
  }, [name, title, router])
}

function Page({ connection, ...parts }: ConnectionPageProps & { connection: Connection }) {
  const { SignInLinkButton } = parts
  const journey = useAuthorization({ connectionId: connection.id, windowKey: connection.id })
  const definition = findApplication(connection.application)
  const inWindow = definition === undefined || signsInInWindow(definition, valuesOf(definition, connection))
  const onLinkChange = useSignInElsewhere(connection)
  const [failure, setFailure] = useState<unknown>(null)
  function authorize() {
    setFailure(null)
    journey.begin(async () => connection.id, inWindow).catch(setFailure)
  }
  return (
    <>
      <Heading connection={connection} />
      <ConnectionActions connection={connection} />
      <AuthorizationSection
        connection={connection}
        journey={journey}
        failure={failure}
        onAuthorize={authorize}
        elsewhere={inWindow && <SignInLinkButton connection={connection} onChange={onLinkChange} />}
      />
      <ConnectionTabs
        connectionId={connection.id}
        overview={<Overview connection={connection} {...parts} />}
        activity={<parts.Activity connectionId={connection.id} />}
      />
    </>
  )
}

function Overview({ connection, ...parts }: ConnectionPageProps & { connection: Connection }) {
  const { IClientName, Traffic, TokenLife, CallExamples } = parts
  const hasToken = givesToken(connection)
  return (
    <div className={styles['overview']}>
      <Traffic connectionId={connection.id} />
      <div className={styles['sections']}>
        <div className={styles['column']}>
          <TokenSection connection={connection} />
          {hasToken && <TokenLife connection={connection} />}
          <TestSection connection={connection} />
          <ConnectionActivity connectionId={connection.id} />
        </div>
        <div className={styles['column']}>
          <UsedBySection connectionId={connection.id} />
          <ConnectionFacts connection={connection} IClientName={IClientName} />
          {/* A token that is bound to a key that stays here is of no use elsewhere. */}
          <CallExamples
            connection={connection}
            givesToken={hasToken && connection.settings['dpop'] !== 'on'}
          />
        </div>
      </div>
    </div>
  )
}

function Heading({ connection }: { connection: Connection }) {
  const { data } = useQuery(applicationQueries.list())
  const application = data?.items.find((each) => each.id === connection.application)
  return (
    <div className={styles['heading']}>
      {application && (
        <Monogram text={application.monogram.text} color={application.monogram.color} size="lg" />
      )}
      <div className={styles['headingText']}>
        <h1 tabIndex={-1} dir="auto" title={connection.name}>
          {connection.name}
        </h1>
        <div className={styles['application']}>{application?.name ?? connection.application}</div>
      </div>
      {connection.sandbox && (
        <span className={styles['sandbox']}>
          <Badge tone="accent" dot={false} title="Leads to a stand-in application of the sandbox">
            Sandbox
          </Badge>
        </span>
      )}
    </div>
  )
}
