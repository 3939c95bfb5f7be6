import { type HealthLevel, healthText, hoursByLevel } from './health.ts'
import styles from './health-strip.module.css'

const pitch = 4
const height = 16
/** The worse, the taller, so that it is not told by colour alone. */
const heights: Record<HealthLevel, number> = { none: 2, ok: 8, some: 12, bad: height }

/** A thin bar for each of the last 24 hours, drawn as one path a level. */
export function HealthStrip({ health }: { health: string | null }) {
  const text = healthText(health)
  return (
    <svg role="img" aria-label={text} viewBox={`0 0 96 ${height}`} className={styles['strip']}>
      <title>{text}</title>
      {[...hoursByLevel(health)].map(([level, hours]) => (
        <path
          key={level}
          className={styles[level]}
          d={hours.map((hour) => `M${hour * pitch + pitch / 2} ${height}v-${heights[level]}`).join('')}
        />
      ))}
    </svg>
  )
}
