import type { Facts, OAuthEndpoints, Settings } from '../definition.ts'

/** One label of a host name: it becomes part of an address, so nothing else may (RFC 1123 section 2.1). */
export const hostLabel = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'

const cloud = 'https://cloud.lightspeedapp.com'
const clusters: Record<string, string> = {
  eu1: 'https://api.webshopapp.com/en',
  us1: 'https://api.shoplightspeed.com/en',
}

/** The shop of an X-Series connection: what the callback said, before that what was typed. */
function shopServer(settings: Settings, facts: Facts): string {
  const shop = facts['domain_prefix'] ?? settings['subdomain'] ?? ''
  const { server } = settings
  return server === undefined ? `https://${shop}.retail.lightspeed.app` : `${server}/x/${shop}`
}

/** Base of API requests. */
export function lightspeedServer(settings: Settings, facts: Facts): string {
  const { apiType, server } = settings
  if (apiType === 'x-series') return shopServer(settings, facts)
  if (apiType === 'c-series')
    return server === undefined ? (clusters[settings['cluster'] ?? ''] ?? '') : `${server}/en`
  return server ?? 'https://api.lightspeedapp.com'
}

/**
 * R-Series: developers.lightspeedhq.com/retail/authentication; its legacy server: PipedreamHQ/pipedream#9252.
 * X-Series: x-series-api.lightspeedhq.com/docs/authorization; the token endpoint is the shop's own.
 */
export function lightspeedEndpoints(settings: Settings, facts: Facts): OAuthEndpoints {
  const { apiType, server } = settings
  const host = server ?? cloud
  if (apiType === 'x-series') {
    const issuer = server ?? 'https://secure.retail.lightspeed.app'
    return {
      issuer,
      authorizationUrl: `${issuer}/connect`,
      tokenUrl: `${shopServer(settings, facts)}/api/1.0/token`,
    }
  }
  if (apiType === 'r-series-v2') {
    return {
      issuer: host,
      authorizationUrl: `${host}/oauth/authorize.php`,
      tokenUrl: `${host}/oauth/access_token.php`,
    }
  }
  return {
    issuer: host,
    authorizationUrl: `${host}/auth/oauth/authorize`,
    tokenUrl: `${host}/auth/oauth/token`,
  }
}
