import { Collapsible as BaseCollapsible } from '@base-ui/react/collapsible'
import type { ReactNode } from 'react'
import styles from './collapsible.module.css'
import { ChevronRightIcon } from './icons.tsx'

export interface CollapsibleProps {
  title: string
  summary?: ReactNode | undefined
  defaultOpen?: boolean | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  children: ReactNode
}

export function Collapsible({ title, summary, defaultOpen, open, onOpenChange, children }: CollapsibleProps) {
  return (
    <BaseCollapsible.Root
      className={styles['root']}
      defaultOpen={defaultOpen}
      open={open}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <h3 className={styles['heading']}>
        <BaseCollapsible.Trigger className={styles['trigger']}>
          <span className={styles['chevron']}>
            <ChevronRightIcon />
          </span>
          {title}
          {summary !== undefined && <span className={styles['summary']}>{summary}</span>}
        </BaseCollapsible.Trigger>
      </h3>
      <BaseCollapsible.Panel className={styles['panel']}>
        <div className={styles['content']}>{children}</div>
      </BaseCollapsible.Panel>
    </BaseCollapsible.Root>
  )
}
