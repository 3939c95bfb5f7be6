import type { Flow } from '@patchbay/contracts/flows'
import type { MouseEvent } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { ChevronLeftIcon, ChevronRightIcon, ReplaceIcon, TrashIcon } from '../../ui/icons.tsx'
import { classNames } from '../../ui/class-names.ts'
import styles from './step-card.module.css'

export interface StepActionsProps {
  flow: Flow
  index: number
  onMove: (to: number) => void
  onReplace: () => void
  onRemove: () => void
}

/** React moves the card, and the browser takes the focus from what is moved. */
function keepFocus(button: HTMLButtonElement): void {
  requestAnimationFrame(() => button.focus())
}

export function StepActions({ flow, index, onMove, onReplace, onRemove }: StepActionsProps) {
  const step = flow.steps[index]
  const isSource = index === 0
  const className = styles['action']
  function moveTo(place: number) {
    return (event: MouseEvent<HTMLButtonElement>) => {
      keepFocus(event.currentTarget)
      onMove(place)
    }
  }
  return (
    <span className={styles['actions']}>
      {!isSource && (
        <>
          <IconButton
            label="Move left"
            className={classNames(className, styles['sideways'])}
            icon={<ChevronLeftIcon />}
            aria-disabled={index === 1}
            onClick={moveTo(index - 1)}
          />
          <IconButton
            label="Move right"
            className={classNames(className, styles['sideways'])}
            icon={<ChevronRightIcon />}
            aria-disabled={index === flow.steps.length - 1}
            onClick={moveTo(index + 1)}
          />
        </>
      )}
      {step?.connection != null && (
        <IconButton
          label="Replace connection"
          className={className}
          icon={<ReplaceIcon />}
          onClick={onReplace}
        />
      )}
      {!isSource && (
        <IconButton label="Remove step" className={className} icon={<TrashIcon />} onClick={onRemove} />
      )}
    </span>
  )
}
