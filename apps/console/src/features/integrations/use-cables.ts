import { type RefObject, useLayoutEffect, useState } from 'react'
import { type Cable, cablesAlong } from './cable-path.ts'

function measure(lane: HTMLElement): Cable[] {
  const cards = [...lane.querySelectorAll<HTMLElement>('[data-card]')]
  return cablesAlong(
    cards.map((card) => ({
      left: card.offsetLeft,
      top: card.offsetTop,
      width: card.offsetWidth,
      height: card.offsetHeight,
    })),
  )
}

/** The cables between the cards of a lane, measured again whenever it changes its size or its cards. */
export function useCables(lane: RefObject<HTMLElement | null>, cards: string): readonly Cable[] {
  const [cables, setCables] = useState<readonly Cable[]>([])
  useLayoutEffect(() => {
    const { current } = lane
    if (current === null) return undefined
    // It reports once at the beginning, before anything is painted.
    const observer = new ResizeObserver(() => setCables(measure(current)))
    observer.observe(current)
    for (const card of current.querySelectorAll('[data-card]')) observer.observe(card)
    return () => observer.disconnect()
  }, [lane, cards])
  return cables
}
