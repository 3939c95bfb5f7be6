import type { Connection } from '@patchbay/contracts/connection'
import { Badge } from '../../ui/badge.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { Fact, Facts } from './facts.tsx'
import { expiryText } from './status.ts'
import { ScopeTokens } from './scope-tokens.tsx'

export function TokenSection({ connection }: { connection: Connection }) {
  const { token } = connection
  const now = useNow()
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
