/** The first control after the name and the choice of the view. */
export function focusDetails(form: HTMLElement | null): void {
  form
    ?.querySelector<HTMLElement>('fieldset + fieldset :is(input:not([type="radio"]), [role="combobox"])')
    ?.focus()
}

/** In the order of the page; what has no control of its own is scrolled to. */
function focusFault(form: HTMLElement | null): boolean {
  const fault = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]')
  const control = fault?.matches('input, button, textarea, [role="combobox"]')
    ? fault
    : fault?.querySelector<HTMLElement>(
        'input:not([type="hidden"]), textarea, button, [role="checkbox"], [role="combobox"]',
      )
  fault?.scrollIntoView({ block: 'center' })
  control?.focus()
  return fault !== undefined && fault !== null
}

/** Once it is drawn: the code of what draws it may have to come first. */
export function focusFirstFault(form: HTMLElement | null, waitMs = 0): void {
  setTimeout(() => {
    if (!focusFault(form) && waitMs < 2_000) focusFirstFault(form, waitMs * 2 || 50)
  }, waitMs)
}
