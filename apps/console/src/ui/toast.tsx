import { Toast } from '@base-ui/react/toast'
import { type ReactNode, useCallback } from 'react'
import { CheckIcon, CloseIcon, InfoIcon, WarningIcon } from './icons.tsx'
import styles from './toast.module.css'

export type ToastTone = 'ok' | 'bad' | 'info'

export interface ToastMessage {
  title: string
  description?: string | undefined
  tone?: ToastTone | undefined
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={3} timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

export function useToast(): (message: ToastMessage) => void {
  const { add } = Toast.useToastManager()
  return useCallback(
    ({ title, description, tone = 'info' }: ToastMessage) => {
      // Bad news stays until it is dismissed: nobody should have to read it against the clock.
      add({ title, description, type: tone, ...(tone === 'bad' && { timeout: 0 }) })
    },
    [add],
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']} swipeDirection="right">
      <Toast.Content className={styles['content']}>
        <span className={styles['icon']}>{toneIcon(toast.type)}</span>
        <div className={styles['text']}>
          <Toast.Title className={styles['title']} dir="auto" />
          <Toast.Description className={styles['description']} dir="auto" />
        </div>
        <Toast.Close className={styles['close']} aria-label="Dismiss">
          <CloseIcon />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}

function toneIcon(type: string | undefined) {
  if (type === 'ok') return <CheckIcon />
  return type === 'bad' ? <WarningIcon /> : <InfoIcon />
}
