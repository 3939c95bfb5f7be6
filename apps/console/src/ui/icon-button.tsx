import { Button, type ButtonProps } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './icon-button.module.css'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label'> {
  label: string
}

export function IconButton({
  label,
  variant = 'quiet',
  icon,
  children,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <Button
        {...rest}
        variant={variant}
        aria-label={label}
        className={classNames(styles['button'], className)}
      >
        {icon ?? children}
      </Button>
    </Tooltip>
  )
}
