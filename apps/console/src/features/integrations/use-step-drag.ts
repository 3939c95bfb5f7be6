import { type DragEvent, useState } from 'react'

interface Drag {
  readonly stepId: string
  readonly from: number
  readonly over: number
}

/** Dragging a step by the pointer to the place of another. The source stays where it is. */
export function useStepDrag(onMove: (stepId: string, to: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)

  function start(event: DragEvent, stepId: string, from: number) {
    event.dataTransfer.effectAllowed = 'move'
    // Firefox drags nothing without data.
    event.dataTransfer.setData('text/plain', stepId)
    setDrag({ stepId, from, over: from })
  }

  function over(event: DragEvent, index: number) {
    if (drag === null || index === 0) return
    event.preventDefault()
    if (drag.over !== index) setDrag({ ...drag, over: index })
  }

  function drop(event: DragEvent) {
    if (drag === null) return
    event.preventDefault()
    if (drag.over !== drag.from) onMove(drag.stepId, drag.over)
    setDrag(null)
  }

  function markOf(index: number): 'dragged' | 'before' | 'after' | undefined {
    if (drag === null) return undefined
    if (index === drag.from) return 'dragged'
    if (index !== drag.over) return undefined
    return drag.over > drag.from ? 'after' : 'before'
  }

  return (stepId: string, index: number) => ({
    draggable: index > 0,
    'data-drag': markOf(index),
    onDragStart: (event: DragEvent) => start(event, stepId, index),
    onDragOver: (event: DragEvent) => over(event, index),
    onDrop: drop,
    onDragEnd: () => setDrag(null),
  })
}
