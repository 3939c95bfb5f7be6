import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const given = {
  PATCHBAY_OIDC_ISSUER: 'https://login.example.com/realms/company',
  PATCHBAY_OIDC_CLIENT_ID: 'patchbay',
}

describe('single sign-on', () => {
  it('is off where no issuer is named', () => {
    expect(readConfig({}).oidc).toBeUndefined()
  })

  it('may take the place of passwords', () => {
    expect(readConfig({ ...given, PATCHBAY_PASSWORD_SIGN_IN: 'off' }).passwordSignIn).toBe(false)
    expect(readConfig({ ...given, PATCHBAY_PASSWORD_SIGN_IN: 'on' }).passwordSignIn).toBeUndefined()
  })

  it('needs an issuer and a client ID; the rest has a meaning of its own', () => {
    expect(readConfig(given).oidc).toEqual({
      issuer: given.PATCHBAY_OIDC_ISSUER,
      clientId: 'patchbay',
      clientSecret: null,
      scope: 'openid email profile',
      label: 'login.example.com',
      roleClaim: 'roles',
      roles: [
        { role: 'owner', values: ['owner'] },
        { role: 'admin', values: ['admin'] },
        { role: 'viewer', values: ['viewer'] },
      ],
    })
  })

  it('reads the highest role first, whatever is written first', () => {
    const roles = readConfig({ ...given, PATCHBAY_OIDC_ROLES: 'viewer=*, admin=it|ops ,owner=it-leads' }).oidc
      ?.roles
    expect(roles).toEqual([
      { role: 'owner', values: ['it-leads'] },
      { role: 'admin', values: ['it', 'ops'] },
      { role: 'viewer', values: ['*'] },
    ])
  })

  it.each([
    [{ PATCHBAY_OIDC_CLIENT_ID: 'patchbay' }, /OIDC_ISSUER must be set where PATCHBAY_OIDC_CLIENT_ID is/],
    [{ PATCHBAY_OIDC_ISSUER: 'https://login.example.com' }, /OIDC_CLIENT_ID must be set/],
    [{ ...given, PATCHBAY_OIDC_ISSUER: 'login.example.com' }, /OIDC_ISSUER must be an address/],
    [{ ...given, PATCHBAY_OIDC_ISSUER: 'https://a:secret@login.example' }, /OIDC_ISSUER must be an address/],
    [{ ...given, PATCHBAY_OIDC_SCOPES: 'email' }, /OIDC_SCOPES must hold openid/],
    [{ ...given, PATCHBAY_OIDC_ROLES: 'boss=it' }, /OIDC_ROLES must be of the form/],
    [{ ...given, PATCHBAY_OIDC_ROLES: 'owner=' }, /OIDC_ROLES must be of the form/],
    [{ ...given, PATCHBAY_OIDC_ROLES: 'owner=a,owner=b' }, /OIDC_ROLES must be of the form/],
    [{ ...given, PATCHBAY_PASSWORD_SIGN_IN: 'no' }, /PASSWORD_SIGN_IN must be on or off/],
    [{ PATCHBAY_PASSWORD_SIGN_IN: 'off' }, /PASSWORD_SIGN_IN may be off only where/],
  ])('%o is a named mistake', (env, message) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(message)
    expect(() => readConfig(env)).not.toThrow(/secret@/)
  })
})
