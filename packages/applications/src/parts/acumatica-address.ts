import type { OAuthEndpoints, Settings } from '../definition.ts'

/** The instance's address without a slash at the end; a virtual directory stays. */
export function instanceOf(settings: Settings): string {
  return (settings['instanceUri'] ?? '').replace(/\/+$/, '')
}

export function endpointUrl(settings: Settings): string {
  return `${instanceOf(settings)}/entity/${settings['endpointName']}/${settings['endpointVersion']}`
}

/** Acumatica-AI-Resources, IntegrationDevelopmentGuide/OAuthOIDC_AuthorizationCode_*.md. */
export function acumaticaEndpoints(settings: Settings): OAuthEndpoints {
  const issuer = `${instanceOf(settings)}/identity`
  return {
    issuer,
    authorizationUrl: `${issuer}/connect/authorize`,
    tokenUrl: `${issuer}/connect/token`,
    // Not in the official text; seen on 2025 R2. The discovery document has the last word where there is one.
    revocationUrl: `${issuer}/connect/revocation`,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
  }
}

/** As it is where it cannot be decoded: the field's own check then says what to write. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

const entityAddress = /^(?<instance>.*?)\/entity(?:\/(?<name>[^/]+)(?:\/(?<version>[^/]+).*)?)?\/?$/

/**
 * Takes a base URL apart as the application's own pages print it:
 * `https://host/dir/entity/Default/20.200.001` -> instance `https://host/dir`, endpoint `Default`, `20.200.001`.
 */
export function splitEntityAddress(address: string): Settings | null {
  if (!URL.canParse(address.trim())) return null
  const url = new URL(address.trim())
  const { instance, name, version } = entityAddress.exec(url.pathname)?.groups ?? {}
  if (instance === undefined) return null
  const userInfo = url.username === '' ? '' : `${url.username}:${url.password}@`
  return {
    instanceUri: `${url.protocol}//${userInfo}${url.host}${instance}`,
    ...(name === undefined ? {} : { endpointName: decoded(name) }),
    ...(version === undefined ? {} : { endpointVersion: decoded(version) }),
  }
}
