import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { type ReactNode, type RefObject, useRef } from 'react'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'
import { IconButton } from './icon-button.tsx'
import { CloseIcon } from './icons.tsx'
import { firstFieldOf } from './initial-focus.ts'
import { keepSubmit } from './keep-submit.ts'

export interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode | undefined
  size?: 'sm' | 'md' | 'lg' | undefined
  children: ReactNode
  footer?: ReactNode | undefined
  initialFocus?: RefObject<HTMLElement | null> | undefined
}

export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, size = 'md', children, footer, initialFocus } = props
  const body = useRef<HTMLDivElement>(null)
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} forceRender />
        <BaseDialog.Viewport className={styles['viewport']}>
          <BaseDialog.Popup
            className={classNames(styles['popup'], styles[size])}
            onSubmit={keepSubmit}
            initialFocus={initialFocus ?? ((openedBy) => firstFieldOf(body.current, openedBy))}
          >
            <header className={styles['header']}>
              <div className={styles['heading']}>
                <BaseDialog.Title className={styles['title']} dir="auto">
                  {title}
                </BaseDialog.Title>
                {description !== undefined && (
                  <BaseDialog.Description className={styles['description']} render={<div />}>
                    {description}
                  </BaseDialog.Description>
                )}
              </div>
              <IconButton
                label="Close"
                icon={<CloseIcon />}
                className={styles['close']}
                onClick={() => onOpenChange(false)}
              />
            </header>
            <div ref={body} className={styles['body']}>
              {children}
            </div>
            {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}
