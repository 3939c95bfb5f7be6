import { mergeProps } from '@base-ui/react/merge-props'
import {
  cloneElement,
  type FocusEvent,
  lazy,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useState,
} from 'react'

// The positioning is a sixth of the first load's budget, and nobody hovers before the page is there.
const LazyPopup = lazy(async () => {
  const { TooltipPopup } = await import('./tooltip-popup.tsx')
  return { default: TooltipPopup }
})

const openDelayMs = 400
const closeDelayMs = 120

export interface TooltipProps {
  content: ReactNode
  children: ReactElement<object>
}

export function Tooltip({ content, children }: TooltipProps) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const [open, setOpen] = useState(false)
  const [timer] = useState(makeTimer)

  useEffect(() => timer.stop, [timer])

  function setSoon(next: boolean, delayMs: number) {
    timer.start(() => setOpen(next), delayMs)
  }

  const handlers = {
    onPointerEnter(event: PointerEvent) {
      if (event.pointerType === 'touch') return
      setAnchor(event.currentTarget)
      setSoon(true, openDelayMs)
    },
    onPointerLeave: () => setSoon(false, closeDelayMs),
    onPointerDown: () => setSoon(false, 0),
    onFocus(event: FocusEvent) {
      if (!event.currentTarget.matches(':focus-visible')) return
      setAnchor(event.currentTarget)
      setSoon(true, openDelayMs)
    },
    onBlur: () => setSoon(false, 0),
  }

  return (
    <>
      {cloneElement(children, mergeProps<'button'>(handlers, children.props))}
      {anchor !== null && (
        <Suspense>
          <LazyPopup
            anchor={anchor}
            open={open}
            content={content}
            onOpenChange={setOpen}
            onPointerEnter={() => setSoon(true, 0)}
            onPointerLeave={() => setSoon(false, closeDelayMs)}
          />
        </Suspense>
      )}
    </>
  )
}

function makeTimer() {
  let id: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(id)
  function start(run: () => void, delayMs: number) {
    stop()
    id = setTimeout(run, delayMs)
  }
  return { start, stop }
}
