import type { TestContext, TestStep } from '../definition.ts'
import { lightspeedServer } from './lightspeed-servers.ts'

function fault(status: number, what: string): string | null {
  if (status === 200) return null
  if (status === 401) return 'Lightspeed refused the access. Authorize again.'
  if (status === 403)
    return `Authorized, but not allowed to read ${what}. The scopes or the user’s rights do not cover it.`
  return `Lightspeed answered ${status} when asked for ${what}.`
}

function isOneOf(...apiTypes: string[]) {
  return ({ settings }: TestContext) => apiTypes.includes(settings['apiType'] ?? '')
}

const readAccount: TestStep = {
  authenticated: true,
  appliesTo: isOneOf('r-series-v3', 'r-series-v2'),
  url({ settings, facts }) {
    const path = settings['apiType'] === 'r-series-v2' ? '/API/Account.json' : '/API/V3/Account.json'
    return lightspeedServer(settings, facts) + path
  },
  fault: ({ status }) => fault(status, 'the account'),
}

/** Either needs a scope of its own; the one that was granted is asked. */
const readShop: TestStep = {
  authenticated: true,
  appliesTo: isOneOf('x-series'),
  url({ settings, facts, scopes }) {
    const path = scopes.includes('outlets:read') && !scopes.includes('retailer:read') ? 'outlets' : 'retailer'
    return `${lightspeedServer(settings, facts)}/api/2.0/${path}`
  },
  fault: ({ status }) => fault(status, 'the shop'),
}

const readWebshop: TestStep = {
  authenticated: true,
  appliesTo: isOneOf('c-series'),
  url: ({ settings, facts }) => `${lightspeedServer(settings, facts)}/shop.json`,
  fault: ({ status }) =>
    status === 401
      ? 'Lightspeed does not accept the API key and secret. Compare them with the ones in the back office.'
      : fault(status, 'the shop'),
}

export const lightspeedTestCall: readonly TestStep[] = [readAccount, readShop, readWebshop]
