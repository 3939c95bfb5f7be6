import type { Traffic } from '@patchbay/contracts/traffic'
import { useId } from 'react'
import { errorText } from '../../api/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TrafficPlots } from './traffic-plots.tsx'
import { TrafficTable } from './traffic-table.tsx'
import { rangeWords } from './traffic-text.ts'
import styles from './traffic.module.css'
import { useTraffic } from './use-traffic.ts'

const ranges = [
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
] as const

export function TrafficSection({ connectionId }: { connectionId: string }) {
  const id = useId()
  const { range, setRange, query } = useTraffic(connectionId)
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <div className={styles['head']}>
        <h2 id={id}>Traffic</h2>
        <Segmented label="Shown" value={range} onValueChange={setRange} options={ranges} />
      </div>
      {query.data !== undefined && <Shown traffic={query.data} />}
      {query.data === undefined && query.isError && (
        <p className={styles['quiet']}>
          {errorText(query.error).title}. <Button onClick={() => void query.refetch()}>Try again</Button>
        </p>
      )}
      {query.isPending && <Skeleton height={19} />}
    </section>
  )
}

function Shown({ traffic }: { traffic: Traffic }) {
  const { range, totals } = traffic
  if (totals.requests === 0 && totals.tokens === 0) {
    return <p className={styles['quiet']}>No requests in the last {rangeWords[range]}</p>
  }
  return (
    <>
      <TrafficPlots traffic={traffic} />
      <TrafficTable traffic={traffic} />
    </>
  )
}
