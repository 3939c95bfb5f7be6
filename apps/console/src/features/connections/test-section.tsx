import type { Connection } from '@patchbay/contracts/connection'
import { Badge } from '../../ui/badge.tsx'
import { ago, fullTime, useNow } from '../../ui/relative-time.ts'
import { Fact, Facts } from './facts.tsx'

export function TestSection({ connection: { lastTest } }: { connection: Connection }) {
  const now = useNow()
  if (lastTest === null) {
    return (
      <Facts title="Last test">
        <Fact label="Result">Not tested yet</Fact>
      </Facts>
    )
  }
  return (
    <Facts title="Last test">
      <Fact label="Result">
        <Badge tone={lastTest.ok ? 'ok' : 'warn'}>{lastTest.ok ? 'Succeeded' : 'Failed'}</Badge>
      </Fact>
      <Fact label="Detail">{lastTest.detail}</Fact>
      <Fact label="When">
        <span title={fullTime(lastTest.at)}>{ago(lastTest.at, now)}</span>, in{' '}
        {Math.round(lastTest.durationMs)} ms
        {lastTest.status !== null && `, status ${lastTest.status}`}
      </Fact>
    </Facts>
  )
}
