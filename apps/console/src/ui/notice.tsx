import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CheckIcon, InfoIcon, WarningIcon } from './icons.tsx'
import styles from './notice.module.css'

export interface NoticeProps {
  tone: 'info' | 'ok' | 'warn' | 'bad'
  title?: ReactNode | undefined
  children?: ReactNode | undefined
  action?: ReactNode | undefined
  role?: 'status' | 'alert' | 'note' | undefined
}

const icons = { info: <InfoIcon />, ok: <CheckIcon />, warn: <WarningIcon />, bad: <WarningIcon /> }

export function Notice({ tone, title, children, action, role }: NoticeProps) {
  return (
    <div className={classNames(styles['notice'], styles[tone])} role={role}>
      <span className={styles['icon']}>{icons[tone]}</span>
      <div className={styles['text']}>
        {title !== undefined && <div className={styles['title']}>{title}</div>}
        {children !== undefined && <div>{children}</div>}
        {action !== undefined && <div className={styles['action']}>{action}</div>}
      </div>
    </div>
  )
}
