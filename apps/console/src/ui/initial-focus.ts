type OpenedBy = 'mouse' | 'touch' | 'pen' | 'keyboard' | ''

const fields =
  'input:not([type="hidden"], [aria-hidden="true"], [readonly]), textarea, [role="combobox"], [role="radio"][tabindex="0"]'

/** The first field of a dialog's body; on touch the dialog itself, so that no keyboard covers it at once. */
export function firstFieldOf(container: HTMLElement | null, openedBy: OpenedBy): HTMLElement | true {
  const field = container?.querySelector<HTMLElement>(fields)
  return field && openedBy !== 'touch' ? field : true
}
