/** The first control after the name. */
export function focusDetails(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('fieldset + fieldset :is(input, [role="combobox"])')?.focus()
}

/** In the order of the page; what has no control of its own is scrolled to. */
export function focusFirstFault(form: HTMLElement | null): void {
  const fault = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
  const control = fault?.matches('input, button, textarea, [role="combobox"]')
    ? fault
    : fault?.querySelector<HTMLElement>(
        'input:not([type="hidden"]), textarea, button, [role="checkbox"], [role="combobox"]',
      )
  fault?.scrollIntoView({ block: 'center' })
  control?.focus()
}
