import { encode } from 'uqr'
import styles from './qr-code.module.css'

export interface QrCodeProps {
  text: string
  label: string
}

/** ISO/IEC 18004 section 5.3.8: readers need four modules of light around it. */
const quietZone = 4

/** Dark on white in either theme: most readers take it for nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} className={styles['code']}>
      <path d={dark.join('')} shapeRendering="crispEdges" />
    </svg>
  )
}
