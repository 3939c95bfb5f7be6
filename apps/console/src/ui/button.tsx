import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant | undefined
  busy?: boolean | undefined
  icon?: ReactNode | undefined
}

export function buttonClass(variant: ButtonVariant = 'secondary'): string {
  return classNames(styles['button'], styles[variant])
}

export function Button({ variant, busy = false, icon, children, className, onClick, ...rest }: ButtonProps) {
  const unavailable = busy || rest['aria-disabled'] === true || rest['aria-disabled'] === 'true'

  // Not `disabled` while busy: that would throw the keyboard's focus back to the page.
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (!unavailable) return onClick?.(event)
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(variant), icon !== undefined && styles['withIcon'], className)}
      aria-busy={busy || undefined}
      aria-disabled={unavailable || undefined}
      onClick={handleClick}
    >
      <span className={styles['content']}>
        {icon}
        <span className={styles['text']}>{children}</span>
      </span>
      {busy && (
        <span className={styles['busy']}>
          <Spinner />
        </span>
      )}
    </button>
  )
}
