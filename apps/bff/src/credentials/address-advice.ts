import type { AddressReason } from '../outbound/address-rules.ts'

/** What to write in place of an address that may not be reached. */
export function addressAdvice(reason: AddressReason, url: URL): string {
  const secure = `https://${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`
  switch (reason) {
    case 'not_https':
      return `The address must begin with https://, so that secrets travel encrypted. Write ${secure}.`
    case 'credentials':
      return 'Leave user name and password out of the address. You sign in with them in the popup.'
    case 'unusual_port':
      return (
        `Port ${url.port} belongs to another protocol, so it may not be reached from here. Write the port of the web ` +
        `server, or have the operator name ${url.host} in PATCHBAY_ALLOW_HOSTS.`
      )
    case 'private_address':
      return (
        'This address is private or local, so it may not be reached from here. Write the public address, or have the ' +
        'operator name the host in PATCHBAY_ALLOW_HOSTS.'
      )
    default:
      return 'Write an address that begins with https://.'
  }
}
