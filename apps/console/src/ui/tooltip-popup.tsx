import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import styles from './tooltip.module.css'

export interface TooltipPopupProps {
  anchor: Element | null
  open: boolean
  content: ReactNode
  onOpenChange: (open: boolean) => void
  onPointerEnter: () => void
  onPointerLeave: () => void
}

export function TooltipPopup({ anchor, open, content, onOpenChange, ...hover }: TooltipPopupProps) {
  return (
    <BaseTooltip.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner
          anchor={anchor}
          className={styles['positioner']}
          sideOffset={6}
          collisionPadding={8}
          {...hover}
        >
          <BaseTooltip.Popup className={styles['popup']}>{content}</BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
