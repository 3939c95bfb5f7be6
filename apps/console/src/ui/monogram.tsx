import { classNames } from './class-names.ts'
import styles from './monogram.module.css'

export interface MonogramProps {
  text: string
  /** #rrggbb */
  color: string
  size?: 'sm' | 'md' | 'lg' | undefined
}

export function Monogram({ text, color, size = 'md' }: MonogramProps) {
  const ink = isBright(color) ? styles['dark'] : styles['light']
  return (
    <span
      aria-hidden="true"
      className={classNames(styles['monogram'], styles[size], ink)}
      style={{ backgroundColor: color }}
    >
      {text}
    </span>
  )
}

// WCAG 2.2 relative luminance; above 0.179 black letters contrast better than white ones.
function isBright(hex: string): boolean {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = channels.map((c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179
}
