import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field } from './field.tsx'
import { CheckIcon, ChevronDownIcon } from './icons.tsx'
import { OptionText } from './option-text.tsx'
import type { Option, OptionFieldProps } from './option.ts'
import popup from './popup.module.css'

export interface ComboboxProps extends OptionFieldProps {
  emptyText?: string | undefined
}

const sameOption = (a: Option, b: Option) => a.value === b.value

export function Combobox(props: ComboboxProps) {
  const {
    label,
    hint,
    error,
    optional,
    hideLabel,
    actions,
    disabled,
    emptyText = 'Nothing found',
    ...rest
  } = props
  const { value, onValueChange, options, placeholder = 'Choose', name, inputRef, onBlur } = rest
  return (
    <Field {...{ label, hint, error, optional, hideLabel, actions, disabled }}>
      <BaseCombobox.Root<Option>
        items={options}
        value={options.find((option) => option.value === value) ?? null}
        onValueChange={(next) => next !== null && onValueChange(next.value)}
        isItemEqualToValue={sameOption}
        disabled={disabled}
        name={name}
        inputRef={inputRef}
        limit={200}
        autoHighlight
      >
        <BaseCombobox.InputGroup className={classNames(control['control'], control['group'])}>
          <BaseCombobox.Input
            className={control['bare']}
            placeholder={placeholder}
            dir="auto"
            onBlur={onBlur}
          />
          <BaseCombobox.Trigger className={control['inset']} aria-label="Show all" tabIndex={-1}>
            <ChevronDownIcon />
          </BaseCombobox.Trigger>
        </BaseCombobox.InputGroup>
        <BaseCombobox.Portal>
          <BaseCombobox.Positioner className={popup['positioner']} sideOffset={4} collisionPadding={8}>
            <BaseCombobox.Popup className={popup['popup']}>
              <BaseCombobox.Empty className={popup['empty']}>{emptyText}</BaseCombobox.Empty>
              <BaseCombobox.List className={popup['list']}>
                {(option: Option) => (
                  <BaseCombobox.Item
                    key={option.value}
                    value={option}
                    disabled={option.disabled}
                    className={popup['item']}
                  >
                    <OptionText option={option} />
                    <BaseCombobox.ItemIndicator className={popup['check']}>
                      <CheckIcon />
                    </BaseCombobox.ItemIndicator>
                  </BaseCombobox.Item>
                )}
              </BaseCombobox.List>
            </BaseCombobox.Popup>
          </BaseCombobox.Positioner>
        </BaseCombobox.Portal>
      </BaseCombobox.Root>
    </Field>
  )
}
