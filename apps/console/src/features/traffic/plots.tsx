import type { TrafficBucket } from '@patchbay/contracts/traffic'
import { LegendKey, Plot } from './plot.tsx'
import { bars, scaleEnd, stepArea, stepLine } from './plot-paths.ts'
import { latencyText } from './traffic-text.ts'
import styles from './traffic.module.css'

interface PlotsProps {
  buckets: readonly TrafficBucket[]
  /** `a minute` */
  per: string
}

/** Errors at the bottom and the broadest, so that they are told by more than their colour. */
export function RequestsPlot({ buckets, per }: PlotsProps) {
  const max = scaleEnd(buckets.map(({ requests }) => requests))
  const errors = buckets.map((each) => ({ from: 0, to: each.errors }))
  const refused = buckets.map((each) => ({ from: each.errors, to: each.errors + each.clientErrors }))
  const others = buckets.map((each) => ({ from: each.errors + each.clientErrors, to: each.requests }))
  const legend = (
    <>
      <LegendKey mark="request">answered</LegendKey>
      <LegendKey mark="refused">refused (4xx)</LegendKey>
      <LegendKey mark="error">error</LegendKey>
    </>
  )
  return (
    <Plot
      title="Requests"
      top={`${max.toLocaleString()} ${per}`}
      legend={legend}
      count={buckets.length}
      size="lg"
    >
      <path className={styles['request']} d={bars(others, { max, width: 0.5 })} />
      <path className={styles['refused']} d={bars(refused, { max, width: 0.7 })} />
      <path className={styles['error']} d={bars(errors, { max, width: 0.9 })} />
    </Plot>
  )
}

export function LatencyPlot({ buckets }: Pick<PlotsProps, 'buckets'>) {
  const medians = buckets.map(({ p50Ms }) => p50Ms)
  const slow = buckets.map(({ p95Ms }) => p95Ms)
  const max = scaleEnd(slow)
  const legend = (
    <>
      <LegendKey mark="median">median</LegendKey>
      <LegendKey mark="slow">95 % within</LegendKey>
    </>
  )
  return (
    <Plot title="Latency" top={latencyText(max)} legend={legend} count={buckets.length} size="md">
      <path className={styles['slow']} d={stepLine(slow, max)} />
      <path className={styles['median']} d={stepLine(medians, max)} />
    </Plot>
  )
}

export function PoolPlot({ buckets }: Pick<PlotsProps, 'buckets'>) {
  const levels = buckets.map(({ level }) => (level === 0 ? null : level))
  const max = Math.max(1, ...levels.map((level) => level ?? 0))
  const legend = (
    <>
      <LegendKey mark="use">in flight at most</LegendKey>
      <LegendKey mark="level">concurrency level</LegendKey>
    </>
  )
  const use = buckets.map(({ maxInFlight }) => maxInFlight)
  return (
    <Plot title="Pool use" top={`${max} at a time`} legend={legend} count={buckets.length} size="sm" open>
      <path className={styles['use']} d={stepArea(use, max)} />
      <path className={styles['level']} d={stepLine(levels, max)} />
    </Plot>
  )
}

export function TokensPlot({ buckets, per }: PlotsProps) {
  const max = scaleEnd(buckets.map(({ tokens }) => tokens))
  const all = buckets.map(({ tokens }) => ({ from: 0, to: tokens }))
  return (
    <Plot title="Tokens handed out" top={`${max.toLocaleString()} ${per}`} count={buckets.length} size="sm">
      <path className={styles['request']} d={bars(all, { max, width: 0.5 })} />
    </Plot>
  )
}
