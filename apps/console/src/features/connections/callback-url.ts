import type { Application } from '@patchbay/contracts/applications'

/** As the server chooses it: that of the address the admin is at, else the first. */
export function callbackUrlInUse(
  callbackUrls: Application['callbackUrls'],
  origin: string,
): string | undefined {
  return (callbackUrls.find((each) => each.origin === origin) ?? callbackUrls[0])?.callbackUrl
}
