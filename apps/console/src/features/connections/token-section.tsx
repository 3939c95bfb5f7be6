import type { Connection } from '@patchbay/contracts/connection'
import { Badge } from '../../ui/badge.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { Fact, Facts } from './facts.tsx'
import { givesToken } from './gives-token.ts'
import { expiryText } from './status.ts'
import { ScopeTokens } from './scope-tokens.tsx'

export function TokenSection({ connection }: { connection: Connection }) {
  const { token } = connection
  const now = useNow()
  if (!givesToken(connection)) return <NoToken connection={connection} />
  if (token === null) {
    return (
      <Facts title="Token">
        <Fact label="State">None. Authorize the connection to get one.</Fact>
      </Facts>
    )
  }
  return (
    <Facts title="Token">
      <Fact label="Obtained">
        {ago(token.obtainedAt, now)}, {fullTime(token.obtainedAt)}
      </Fact>
      <Fact label="Expires">
        {expiryText(token, now)}
        {token.expiresAt !== null && `, ${fullTime(token.expiresAt)}`}
      </Fact>
      <Fact label="Refresh">
        {token.refreshable ? 'Refreshed without a sign-in' : 'Not possible: sign in again when it expires'}
      </Fact>
      <Fact label="Granted scopes">
        <ScopeTokens scopes={token.grantedScopes} none="The application did not say." />
      </Fact>
      {token.missingScopes.length > 0 && (
        <Fact label="Missing scopes">
          <Badge tone="warn">Asked for, not granted</Badge>
          <ScopeTokens scopes={token.missingScopes} none="" />
        </Fact>
      )}
    </Facts>
  )
}

function NoToken({ connection: { authType, token } }: { connection: Connection }) {
  const now = useNow()
  const kept =
    authType === 'cookie'
      ? 'Patchbay signs in with user name and password and keeps the session.'
      : 'Patchbay sends the stored name and password with each request.'
  return (
    <Facts title="Token">
      <Fact label="State">There is no token. {kept} Programs send their requests through it.</Fact>
      {token !== null && (
        <Fact label="Session">
          Since {fullTime(token.obtainedAt)}, {expiryText(token, now)}
        </Fact>
      )}
    </Facts>
  )
}
