import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field } from './field.tsx'
import { CheckIcon, ChevronDownIcon, SearchIcon } from './icons.tsx'
import { OptionText } from './option-text.tsx'
import type { Option, OptionFieldProps } from './option.ts'
import popup from './popup.module.css'
import select from './select.module.css'

export interface ComboboxProps extends OptionFieldProps {
  emptyText?: string | undefined
}

const sameOption = (a: Option, b: Option) => a.value === b.value

/** A select with a search box in its popup, for lists that can be long. */
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
    <Field {...{ label, hint, error, optional, hideLabel, actions, disabled }} nativeLabel={false}>
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
        <BaseCombobox.Trigger
          className={classNames(control['control'], select['trigger'], hideLabel && select['compact'])}
          onBlur={onBlur}
        >
          <Chosen placeholder={placeholder} />
          <BaseCombobox.Icon className={select['icon']}>
            <ChevronDownIcon />
          </BaseCombobox.Icon>
        </BaseCombobox.Trigger>
        <BaseCombobox.Portal>
          <BaseCombobox.Positioner
            className={popup['positioner']}
            align="start"
            sideOffset={4}
            collisionPadding={8}
          >
            <BaseCombobox.Popup className={popup['popup']} aria-label={label}>
              <div className={popup['search']}>
                <SearchIcon />
                {/* The field's label already names the trigger. */}
                <BaseCombobox.Input
                  placeholder="Search"
                  aria-label={`Search ${label}`}
                  aria-labelledby={undefined}
                  dir="auto"
                />
              </div>
              <BaseCombobox.Empty className={popup['empty']}>{emptyText}</BaseCombobox.Empty>
              <BaseCombobox.List className={popup['list']}>{renderOption}</BaseCombobox.List>
            </BaseCombobox.Popup>
          </BaseCombobox.Positioner>
        </BaseCombobox.Portal>
      </BaseCombobox.Root>
    </Field>
  )
}

function Chosen({ placeholder }: { placeholder: string }) {
  return (
    <BaseCombobox.Value>
      {(option: Option | null) => (
        <span className={select['value']} data-placeholder={option === null ? '' : undefined} dir="auto">
          {option?.label ?? placeholder}
        </span>
      )}
    </BaseCombobox.Value>
  )
}

function renderOption(option: Option) {
  return (
    <BaseCombobox.Item key={option.value} value={option} disabled={option.disabled} className={popup['item']}>
      <OptionText option={option} />
      <BaseCombobox.ItemIndicator className={popup['check']}>
        <CheckIcon />
      </BaseCombobox.ItemIndicator>
    </BaseCombobox.Item>
  )
}
