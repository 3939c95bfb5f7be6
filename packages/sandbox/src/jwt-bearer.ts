import {
  createLocalJWKSet,
  decodeJwt,
  errors as joseErrors,
  jwtVerify,
  type JWK,
  type JWTPayload,
} from 'jose'
import { errors, type Client, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import { accountOf } from './account.ts'
import { rewriteForm } from './rewrite-form.ts'

export const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

const longestLifeSeconds = 300

interface JwtBearerOptions {
  tokenPath: string
  /** Whom an assertion must be for. */
  audiences: readonly string[]
  /** What a token may do that no user consented to. */
  scope: string
}

/** RFC 7523 section 2.1, as Salesforce has it: RS256 by the key that is registered, five minutes at most, no refresh token. */
export function installJwtBearer(provider: Provider, options: JwtBearerOptions): void {
  provider.registerGrantType<{ assertion?: string }>(jwtBearer, (ctx) => exchange(ctx, options), 'assertion')
  provider.use(async (ctx, next) => {
    const isBare = ctx.get('authorization') === ''
    if (ctx.method === 'POST' && ctx.path === options.tokenPath && isBare) {
      await rewriteForm(ctx.req, (form) => identifyByAssertion(provider, form))
    }
    await next()
  })
}

/** The assertion's issuer is the client (RFC 7521 section 4.1); oidc-provider wants a secret besides, so it gets one. */
async function identifyByAssertion(provider: Provider, form: URLSearchParams): Promise<URLSearchParams> {
  if (form.get('grant_type') !== jwtBearer || form.has('client_assertion')) return form
  const client = await provider.Client.find(issuerOf(form.get('assertion') ?? ''))
  const [own, secret] = [form.get('client_id'), client?.clientSecret]
  if (!client || !secret || (own !== null && own !== client.clientId)) return form
  form.set('client_id', client.clientId)
  form.set('client_secret', secret)
  return form
}

function issuerOf(assertion: string): string {
  try {
    return decodeJwt(assertion).iss ?? ''
  } catch {
    return ''
  }
}

async function exchange(ctx: KoaContextWithOIDC, { audiences, scope }: JwtBearerOptions): Promise<void> {
  const { provider, params } = ctx.oidc
  const client = ctx.oidc.client as Client
  const payload = await verify(String(params?.['assertion']), client)
  if (![payload.aud].flat().some((each) => audiences.includes(each ?? '')))
    throw refusal('audience is invalid')
  const accountId = accountOf(payload.sub ?? '')
  if (accountId === undefined) throw refusal("user hasn't approved this consumer")
  await useOnce(provider, client, payload)

  const grant = new provider.Grant({ accountId, clientId: client.clientId })
  grant.addOIDCScope(scope)
  const grantId = await grant.save()
  const token = new provider.AccessToken({ accountId, client, grantId, gty: 'jwt_bearer', scope })
  ctx.oidc.entity('AccessToken', token)
  ctx.body = {
    access_token: await token.save(),
    token_type: token.tokenType,
    expires_in: token.expiration,
    scope,
  }
}

async function verify(assertion: string, client: Client): Promise<JWTPayload> {
  const keys = createLocalJWKSet({ keys: [...(client.jwks?.keys ?? [])] as JWK[] })
  const { payload } = await jwtVerify(assertion, keys, {
    algorithms: ['RS256'],
    issuer: client.clientId,
    requiredClaims: ['sub', 'aud', 'exp'],
  }).catch((error: unknown) => {
    throw refusal(error instanceof joseErrors.JWTExpired ? 'assertion is expired' : 'invalid assertion')
  })
  if (Number(payload.exp) > Date.now() / 1000 + longestLifeSeconds) throw refusal('invalid assertion')
  return payload
}

async function useOnce(
  provider: Provider,
  { clientId }: Client,
  { jti, exp = 0 }: JWTPayload,
): Promise<void> {
  if (jti === undefined) return
  const isNew = await provider.ReplayDetection.unique(clientId, jti, exp)
  if (!isNew) throw refusal('assertion was used before')
}

function refusal(description: string): Error {
  return new errors.CustomOIDCProviderError('invalid_grant', description)
}
