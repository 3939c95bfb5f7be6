const example = 'Write the address as https://example.com, with its path if it has one.'

interface AddressRule {
  /** Some servers' endpoints are told apart by their query (RFC 6749 section 3.1). */
  readonly mayHaveQuery: boolean
}

/** What is wrong with an address, and what to write; whether it may be reached is for the server to say. */
export function addressFault(value: string, { mayHaveQuery }: AddressRule): string | null {
  if (!URL.canParse(value)) return `This is not an address. ${example}`
  const url = new URL(value)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `The address must begin with https://. ${example}`
  if (url.username !== '' || url.password !== '') {
    return 'Leave user name and password out of the address. You sign in with them in the popup.'
  }
  if (value.includes('#')) return 'Leave out the # and what follows it.'
  if (!mayHaveQuery && value.includes('?')) return 'Leave out the ? and what follows it.'
  return null
}

/** Addresses copied from some pages carry look-alikes of the full stop (U+2024 and its kin). */
export function withPlainDots(value: string): string {
  return value.replace(/[\u2024\u3002\uff0e\uff61]/gu, '.')
}

/** Lower-case host, no default port, no slash at the end: one spelling for one address. */
export function normalAddress(value: string): string {
  return new URL(value).href.replace(/\/+$/, '')
}
