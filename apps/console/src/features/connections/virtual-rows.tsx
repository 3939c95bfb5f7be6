import type { ListedConnection } from '@patchbay/contracts/connections'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { ConnectionRow } from './connection-row.tsx'
import styles from './connection-table.module.css'

// The heights that connection-table.module.css gives a row, and a card with the room below it.
const rowHeight = 49
const cardHeight = 132
const narrow = '(max-width: 640px)'
/** Rows before the last loaded one at which the next page is asked for. */
const ahead = 20

interface VirtualRowsProps {
  connections: readonly ListedConnection[]
  onEnd: () => void
}

/** A table body of any length, of which only the rows in view exist. */
export function VirtualRows({ connections, onEnd }: VirtualRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const height = useMediaQuery(narrow) ? cardHeight : rowHeight
  const { items, before, after } = useRows(body, connections.length, height)
  const nearEnd = (items.at(-1)?.index ?? 0) >= connections.length - ahead

  // Also after a page has come that did not fill the view.
  useEffect(() => {
    if (nearEnd) onEnd()
  }, [nearEnd, connections.length, onEnd])

  return (
    <tbody ref={body}>
      <Gap height={before} />
      {items.map(({ index }) => {
        const connection = connections[index]
        return (
          connection && <ConnectionRow key={connection.id} connection={connection} rowIndex={index + 2} />
        )
      })}
      <Gap height={after} />
    </tbody>
  )
}

/** The rows in view, and the heights of those before and after them. */
function useRows(body: RefObject<HTMLElement | null>, count: number, height: number) {
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const box = body.current?.getBoundingClientRect()
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY))
  }, [body, height])
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 10,
    scrollMargin: top,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, height])
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  return {
    items,
    before: first === undefined ? 0 : first.start - top,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - (last.end - top),
  }
}

function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true" className={styles['gap']}>
      <td colSpan={5} style={{ height }} />
    </tr>
  )
}
