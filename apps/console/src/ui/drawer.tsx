import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useRef } from 'react'
import dialog from './dialog.module.css'
import styles from './drawer.module.css'
import { IconButton } from './icon-button.tsx'
import { CloseIcon } from './icons.tsx'
import { firstFieldOf } from './initial-focus.ts'
import { keepSubmit } from './keep-submit.ts'

export type DrawerCloseReason = 'escape' | 'scrim' | 'button'

export interface DrawerProps {
  open: boolean
  /** The drawer never closes by itself: the parent may first ask what to do with unsaved input. */
  onRequestClose: (reason: DrawerCloseReason) => void
  title: string
  subtitle?: ReactNode | undefined
  icon?: ReactNode | undefined
  children: ReactNode
  footer?: ReactNode | undefined
  /** The accessible name, where it is not the title. */
  label?: string | undefined
}

export function Drawer({
  open,
  onRequestClose,
  title,
  subtitle,
  icon,
  children,
  footer,
  label,
}: DrawerProps) {
  const body = useRef<HTMLDivElement>(null)

  function handleOpenChange(next: boolean, details: Dialog.Root.ChangeEventDetails) {
    if (next) return
    details.cancel()
    onRequestClose(details.reason === 'escape-key' ? 'escape' : 'scrim')
  }

  return (
    <Dialog.Root open={open} onOpenChange={handleOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog['backdrop']} />
        <Dialog.Popup
          className={styles['popup']}
          onSubmit={keepSubmit}
          initialFocus={(openedBy) => firstFieldOf(body.current, openedBy)}
          {...(label !== undefined && { 'aria-label': label, 'aria-labelledby': undefined })}
        >
          <header className={styles['header']}>
            {icon}
            <div className={styles['heading']}>
              <Dialog.Title className={styles['title']} dir="auto" title={title}>
                {title}
              </Dialog.Title>
              {subtitle !== undefined && <div className={styles['subtitle']}>{subtitle}</div>}
            </div>
            <IconButton label="Close" icon={<CloseIcon />} onClick={() => onRequestClose('button')} />
          </header>
          <div ref={body} className={styles['body']}>
            {children}
          </div>
          {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
