import type { Scope } from '@patchbay/contracts/applications'

/** developer.salesforce.com, mobile-sdk oauth-scope-parameter-values; help.salesforce.com, remoteaccess_oauth_tokens_scopes. */
const described = [
  ['api', 'The user’s data by REST and Bulk; includes chatter_api'],
  ['refresh_token', 'Stay connected without signing in again'],
  ['offline_access', 'The same as refresh_token'],
  ['full', 'Everything the user can reach; a refresh token only with refresh_token'],
  ['id', 'The identity URL service'],
  ['openid', 'Identify the signed-in user'],
  ['profile', 'Name and picture of the user'],
  ['email', 'E-mail address of the user'],
  ['address', 'Address of the user'],
  ['phone', 'Phone number of the user'],
  ['web', 'Use the token on the web; includes visualforce'],
  ['visualforce', 'Customer-made Visualforce pages'],
  ['chatter_api', 'Connect REST'],
  ['custom_permissions', 'Custom permissions'],
  ['wave_api', 'Analytics'],
  ['eclair_api', 'Geodata of Analytics charts'],
  ['pardot_api', 'Account Engagement'],
  ['cdp_query_api', 'Data Cloud: SQL'],
  ['cdp_profile_api', 'Data Cloud: profile records'],
  ['cdp_ingest_api', 'Data Cloud: ingestion'],
] as const

export const certiniaScopes: Scope[] = described.map(([value, description]) => ({ value, description }))
