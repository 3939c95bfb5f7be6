import type { Traffic } from '@patchbay/contracts/traffic'
import { latencyText, poolText, rangeWords, timeText } from './traffic-text.ts'
import styles from './traffic.module.css'

/** The plots in words, for who does not see them: the times at which anything happened. */
export function TrafficTable({ traffic: { range, buckets } }: { traffic: Traffic }) {
  const used = buckets.filter(({ requests, tokens }) => requests > 0 || tokens > 0)
  return (
    <div className={styles['aside']}>
      <table>
        <caption>Traffic of the last {rangeWords[range]}</caption>
        <thead>
          <tr>
            {['Begin', 'Requests', 'Errors', 'Refused', 'Median', '95 % within', 'Pool use', 'Tokens'].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {used.map((bucket) => (
            <tr key={bucket.at}>
              <th scope="row">{timeText(bucket.at)}</th>
              <td>{bucket.requests}</td>
              <td>{bucket.errors}</td>
              <td>{bucket.clientErrors}</td>
              <td>{latencyText(bucket.p50Ms)}</td>
              <td>{latencyText(bucket.p95Ms)}</td>
              <td>{poolText(bucket)}</td>
              <td>{bucket.tokens}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
