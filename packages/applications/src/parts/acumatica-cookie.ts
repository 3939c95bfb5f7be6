import { instanceOf } from './acumatica-address.ts'
import type { CookieFacts, Settings } from '../definition.ts'

/** IntegrationDev_RESTExample_Basic_Login.md. Whoever signs in must sign out: sessions count against the licence. */
export function acumaticaCookie(settings: Settings): CookieFacts {
  const { userName: name = '', tenant, branch, locale } = settings
  return {
    signInUrl: `${instanceOf(settings)}/entity/auth/login`,
    signOutUrl: `${instanceOf(settings)}/entity/auth/logout`,
    sessionTtlMs: 10 * 60_000,
    secrets: ['password'],
    body: {
      name,
      ...(tenant === undefined ? {} : { tenant }),
      ...(branch === undefined ? {} : { branch }),
      ...(locale === undefined ? {} : { locale }),
    },
  }
}
