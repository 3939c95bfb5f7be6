import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from 'react'

export type ToastTone = 'ok' | 'bad' | 'info'

export interface ToastMessage {
  title: string
  description?: string | undefined
  tone?: ToastTone | undefined
}

// Fetched with the first message: most visits show none.
const Toasts = lazy(async () => {
  const module = await import('./toasts.tsx')
  return { default: module.Toasts }
})

const ToastContext = createContext<(message: ToastMessage) => void>(() => {})

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<readonly ToastMessage[]>([])
  const add = useCallback((message: ToastMessage) => setMessages((earlier) => [...earlier, message]), [])
  return (
    <ToastContext value={add}>
      {children}
      {messages.length > 0 && (
        <Suspense>
          <Toasts messages={messages} />
        </Suspense>
      )}
    </ToastContext>
  )
}

export function useToast(): (message: ToastMessage) => void {
  return use(ToastContext)
}
