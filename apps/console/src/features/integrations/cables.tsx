import type { Cable } from './cable-path.ts'
import styles from './flows.module.css'

interface CablesProps {
  cables: readonly Cable[]
  /** Of the card that a cable leads to. */
  isLoose: (index: number) => boolean
}

/** Behind the cards, which say in words what is joined with what. */
export function Cables({ cables, isLoose }: CablesProps) {
  return (
    <svg className={styles['cables']} aria-hidden="true">
      {cables.map(({ path, from, to }, index) => (
        <g key={path} data-loose={isLoose(index + 1) || undefined}>
          <path d={path} />
          <circle cx={from.x} cy={from.y} r="4" />
          <circle cx={to.x} cy={to.y} r="4" />
        </g>
      ))}
    </svg>
  )
}
