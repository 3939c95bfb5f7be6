import * as z from 'zod'
import type { Deps } from '../../deps.ts'
import type { Sealed } from '../../vault/sealed.ts'

/** How long somebody may take at the provider. */
export const signOnLifetimeMs = 10 * 60_000

const pending = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  redirectUri: z.string(),
  to: z.string(),
  expiresAt: z.number(),
})
export type PendingSignOn = z.output<typeof pending>

const context = { collection: 'sign-in', id: 'single-sign-on', field: 'pending' }

/** Sealed into the browser's own cookie: what is begun without an account is nowhere kept here. */
export function sealPending({ vault }: Pick<Deps, 'vault'>, value: Omit<PendingSignOn, 'expiresAt'>): string {
  return vault.seal(JSON.stringify({ ...value, expiresAt: Date.now() + signOnLifetimeMs }), context).sealed
}

/** null: not ours, or too old. */
export function openPending(
  { vault }: Pick<Deps, 'vault'>,
  sealed: string | undefined,
): PendingSignOn | null {
  if (sealed === undefined) return null
  try {
    const value = pending.parse(JSON.parse(vault.open({ sealed: sealed as Sealed['sealed'] }, context)))
    return value.expiresAt > Date.now() ? value : null
  } catch {
    return null
  }
}

/** Only a page of the console: an address of elsewhere would be an open redirect. */
export function wayBack(to: unknown): string {
  const home = '/connections'
  if (typeof to !== 'string' || to.length > 4000 || !/^\/(?![/\\])/.test(to)) return home
  const { pathname, search, origin } = new URL(to, 'http://console.invalid')
  const isPage = origin === 'http://console.invalid' && !/^\/(sign-in|setup|invite|api)(\/|$)/.test(pathname)
  return isPage ? pathname + search : home
}
