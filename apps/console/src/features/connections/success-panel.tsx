import type { Connection } from '@patchbay/contracts/connection'
import { useQuery } from '@tanstack/react-query'
import { Notice } from '../../ui/notice.tsx'
import styles from './authorization-panel.module.css'
import { givesToken } from './gives-token.ts'
import { connectionQueries } from './queries.ts'
import { ScopeTokens } from './scope-tokens.tsx'

const askForTestMs = 10_000

/** A connection without a token is tested as part of its authorization. */
function isTested({ lastTest, token }: Connection): boolean {
  return lastTest !== null && (token === null || lastTest.at >= token.obtainedAt)
}

/** The connection after it was authorized. The test call may end a little later than the sign-in. */
export function SuccessPanel({ connection }: { connection: Connection }) {
  const { data = connection } = useQuery({
    ...connectionQueries.detail(connection.id),
    refetchInterval: ({ state }) => {
      const { data: current } = state
      if (current === undefined || isTested(current)) return false
      const since = Date.now() - Date.parse(current.token?.obtainedAt ?? current.updatedAt)
      return since < askForTestMs ? 1_000 : false
    },
  })
  return (
    <div className={styles['success']}>
      <Notice tone="ok" role="status" title="Connected">
        {data.name} is online. Programs can{' '}
        {givesToken(data) ? 'fetch its token' : 'send their requests through it'} from now on.
      </Notice>
      {data.token !== null && givesToken(data) && <Granted token={data.token} />}
      <TestWarning connection={data} />
    </div>
  )
}

export function TestWarning({ connection }: { connection: Connection }) {
  const test = connection.lastTest
  if (test === null || test.ok || !isTested(connection)) return null
  return (
    <Notice tone="warn" role="status" title="Authorized, but the test call failed">
      <span dir="auto">{test.detail}</span>
    </Notice>
  )
}

function Granted({ token }: { token: NonNullable<Connection['token']> }) {
  return (
    <>
      <div className={styles['row']}>
        <div>Granted scopes</div>
        <ScopeTokens scopes={token.grantedScopes} none="The application did not say." />
      </div>
      {token.missingScopes.length > 0 && (
        <Notice tone="warn" role="status" title="Fewer scopes were granted than asked for">
          Missing: {token.missingScopes.join(', ')}. Programs that need them will be refused.
        </Notice>
      )}
    </>
  )
}
