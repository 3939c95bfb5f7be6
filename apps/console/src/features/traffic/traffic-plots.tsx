import type { Traffic } from '@patchbay/contracts/traffic'
import { type PointerEvent, useState } from 'react'
import { LatencyPlot, PoolPlot, RequestsPlot, TokensPlot } from './plots.tsx'
import { bucketText, timeText, totalsText } from './traffic-text.ts'
import styles from './traffic.module.css'

const per = { hour: 'a minute', day: 'in 15 min' } as const

/** Plots over one time axis; where the pointer or the keyboard is, the line above says what was then. */
export function TrafficPlots({ traffic }: { traffic: Traffic }) {
  const { range, buckets, totals } = traffic
  const [chosen, setChosen] = useState<number | null>(null)
  const bucket = chosen === null ? undefined : buckets[chosen]
  return (
    <div className={styles['plots']}>
      <p className={styles['readout']}>{bucket === undefined ? totalsText(traffic) : bucketText(bucket)}</p>
      <div className={styles['stack']}>
        {totals.requests > 0 && (
          <>
            <RequestsPlot buckets={buckets} per={per[range]} />
            <LatencyPlot buckets={buckets} />
            <PoolPlot buckets={buckets} />
          </>
        )}
        {totals.tokens > 0 && <TokensPlot buckets={buckets} per={per[range]} />}
        <Moment traffic={traffic} chosen={chosen} onChoose={setChosen} />
      </div>
      <div aria-hidden="true" className={styles['axis']}>
        <span>{timeText(traffic.from)}</span>
        <span>{timeText(buckets[buckets.length / 2]?.at ?? traffic.from)}</span>
        <span>now</span>
      </div>
    </div>
  )
}

interface MomentProps {
  traffic: Traffic
  chosen: number | null
  onChoose: (index: number | null) => void
}

/** Lies over all plots: a slider, so that the arrow keys go through the buckets as the pointer does. */
function Moment({ traffic: { buckets }, chosen, onChoose }: MomentProps) {
  const last = buckets.length - 1
  const current = buckets[chosen ?? last]
  function follow({ clientX, currentTarget }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect()
    const index = Math.floor(((clientX - left) / width) * buckets.length)
    onChoose(Math.min(last, Math.max(0, index)))
  }
  return (
    <div
      className={styles['moment']}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => onChoose(null)}
    >
      {chosen !== null && (
        <span
          aria-hidden="true"
          className={styles['cursor']}
          style={{ left: `${((chosen + 0.5) / buckets.length) * 100}%` }}
        />
      )}
      <input
        type="range"
        aria-label="Moment"
        aria-valuetext={current && bucketText(current)}
        min={0}
        max={last}
        value={chosen ?? last}
        onChange={({ target }) => onChoose(target.valueAsNumber)}
        onFocus={() => onChoose(chosen ?? last)}
        onBlur={() => onChoose(null)}
      />
    </div>
  )
}
