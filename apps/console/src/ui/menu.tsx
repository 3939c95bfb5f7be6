import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import popup from './popup.module.css'

export interface MenuItem {
  label: string
  icon?: ReactNode | undefined
  onSelect: () => void
  danger?: boolean | undefined
  disabled?: boolean | undefined
}

export interface MenuProps {
  /** The accessible name of the opened menu. */
  label: string
  trigger: ReactElement
  items: readonly MenuItem[]
}

export function Menu({ label, trigger, items }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={popup['positioner']} sideOffset={4} collisionPadding={8} align="end">
          <BaseMenu.Popup className={classNames(popup['popup'], popup['list'])} aria-label={label}>
            {items.map((item) => (
              <BaseMenu.Item
                key={item.label}
                disabled={item.disabled}
                onClick={item.onSelect}
                className={classNames(popup['item'], item.danger && popup['danger'])}
              >
                {item.icon !== undefined && <span className={popup['icon']}>{item.icon}</span>}
                <span className={popup['text']}>{item.label}</span>
              </BaseMenu.Item>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}
