import { CSPProvider } from '@base-ui/react/csp-provider'
import { Select as BaseSelect } from '@base-ui/react/select'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field } from './field.tsx'
import { CheckIcon, ChevronDownIcon } from './icons.tsx'
import { OptionText } from './option-text.tsx'
import type { OptionFieldProps } from './option.ts'
import popup from './popup.module.css'
import styles from './select.module.css'

export type SelectProps = OptionFieldProps

export function Select(props: SelectProps) {
  const { label, hint, error, optional, hideLabel, actions, disabled, onBlur, ...rest } = props
  const { value, onValueChange, options, placeholder = 'Choose', name, inputRef } = rest
  // Its <style> element only serves item-aligned popups, and the content security policy would refuse it.
  return (
    <Field {...{ label, hint, error, optional, hideLabel, actions, disabled }} nativeLabel={false}>
      <CSPProvider disableStyleElements>
        <BaseSelect.Root
          items={options}
          value={value}
          onValueChange={(next) => next !== null && onValueChange(next)}
          disabled={disabled}
          name={name}
          inputRef={inputRef}
        >
          <BaseSelect.Trigger
            className={classNames(control['control'], styles['trigger'], hideLabel && styles['compact'])}
            onBlur={onBlur}
          >
            <BaseSelect.Value className={styles['value']} placeholder={placeholder} dir="auto" />
            <BaseSelect.Icon className={styles['icon']}>
              <ChevronDownIcon />
            </BaseSelect.Icon>
          </BaseSelect.Trigger>
          <BaseSelect.Portal>
            <BaseSelect.Positioner
              className={popup['positioner']}
              align="start"
              sideOffset={4}
              collisionPadding={8}
              alignItemWithTrigger={false}
            >
              <BaseSelect.Popup className={popup['popup']}>
                <BaseSelect.List className={popup['list']}>
                  {options.map((option) => (
                    <BaseSelect.Item
                      key={option.value}
                      value={option.value}
                      label={option.label}
                      disabled={option.disabled}
                      className={popup['item']}
                    >
                      <BaseSelect.ItemText render={<OptionText option={option} />} />
                      <BaseSelect.ItemIndicator className={popup['check']}>
                        <CheckIcon />
                      </BaseSelect.ItemIndicator>
                    </BaseSelect.Item>
                  ))}
                </BaseSelect.List>
              </BaseSelect.Popup>
            </BaseSelect.Positioner>
          </BaseSelect.Portal>
        </BaseSelect.Root>
      </CSPProvider>
    </Field>
  )
}
