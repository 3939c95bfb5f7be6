import { Toast } from '@base-ui/react/toast'
import { useEffect, useRef } from 'react'
import { CheckIcon, CloseIcon, InfoIcon, WarningIcon } from './icons.tsx'
import styles from './toast.module.css'
import type { ToastMessage } from './toast.tsx'

/** Shows each message once, in the order in which they were added to the list. */
export function Toasts({ messages }: { messages: readonly ToastMessage[] }) {
  return (
    <Toast.Provider limit={3} timeout={6000}>
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList messages={messages} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList({ messages }: { messages: readonly ToastMessage[] }) {
  const { toasts, add } = Toast.useToastManager()
  const shown = useRef(0)

  useEffect(() => {
    for (const { title, description, tone = 'info' } of messages.slice(shown.current)) {
      // Bad news stays until it is dismissed: nobody should have to read it against the clock.
      add({ title, description, type: tone, ...(tone === 'bad' && { timeout: 0 }) })
    }
    shown.current = messages.length
  }, [messages, add])

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
