import type { FieldError } from '@patchbay/contracts/error'

/** One on each line, or separated by commas as they are pasted. */
export function recipientsOf(text: string): string[] {
  return text
    .split(/[\n,;]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
}

/** What is wrong with the recipients, by the address that it is wrong with. */
export function recipientFault(errors: readonly FieldError[], recipients: readonly string[]) {
  const found = errors.find(({ path }) => path.startsWith('emailRecipients'))
  if (found === undefined) return undefined
  const address = recipients[Number(found.path.split('.')[1])]
  return address === undefined ? found.message : `“${address}”: ${found.message}`
}
