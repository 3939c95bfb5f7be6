import { getAccount } from '@patchbay/contracts/account'
import { acceptInvitation } from '@patchbay/contracts/invitations'
import { getSession, signIn } from '@patchbay/contracts/session'
import { getSignInOptions } from '@patchbay/contracts/sign-in'
import { inviteUser, listUsers, updateUser } from '@patchbay/contracts/users'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type IdentityProvider,
  signOn,
  signOnLabel,
  startIdentityProvider,
} from '../../testing/identity-provider.ts'
import { chosenPassword, invited, newcomer, owner, tokenOf } from '../../testing/inviting.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'
import type { ApiClient } from '../../testing/api-client.ts'

let patchbay: TestPatchbay
let provider: IdentityProvider
let admin: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  provider = await startIdentityProvider(patchbay.url)
  await patchbay.restart({ ...provider.env, PATCHBAY_OIDC_ROLES: 'owner=leads,admin=it|ops,viewer=staff' })
  admin = await owner(patchbay)
})
afterEach(() => {
  provider.person = { sub: 'mira', roles: ['it'] }
})
afterAll(async () => {
  await patchbay.stop()
  await provider.stop()
})

const users = async () => (await admin.ok(listUsers)).items

describe('who is known to the provider', () => {
  it('gets in with the role that it gives, and is a user from then on', async () => {
    provider.person = {
      sub: 'noor',
      name: 'Noor',
      email: 'Noor@example.com',
      email_verified: true,
      roles: ['sales', 'ops'],
    }
    const visitor = patchbay.visitor()
    expect(await visitor.ok(getSignInOptions)).toMatchObject({ sso: { label: signOnLabel }, email: false })
    const { status, headers } = await signOn(visitor, provider, '?to=/iclients%3Fq%3Dx')
    expect([status, headers.get('location')]).toEqual([303, '/iclients?q=x'])
    const { user } = await visitor.ok(getSession)
    expect(user).toMatchObject({ name: 'Noor', email: 'noor@example.com', role: 'admin' })

    const again = patchbay.visitor()
    await signOn(again, provider)
    expect((await again.ok(getSession)).user.id).toBe(user.id)
    expect((await users()).filter(({ name }) => name === 'Noor')).toHaveLength(1)
  })

  it('has each time the role that it gives then', async () => {
    provider.person = { sub: 'role-changes', roles: ['ops'] }
    const first = patchbay.visitor()
    await signOn(first, provider)
    provider.person = { sub: 'role-changes', roles: 'staff' }
    const visitor = patchbay.visitor()
    await signOn(visitor, provider)
    expect((await visitor.ok(getSession)).user.role).toBe('viewer')
    expect(await first.refused(getSession)).toMatchObject({ status: 401 })
  })

  it('without a role is told so, and gets no session and no account', async () => {
    provider.person = { sub: 'sales', name: 'Sales', roles: ['sales'] }
    const visitor = patchbay.visitor()
    const { status, text, headers } = await signOn(visitor, provider)
    expect(status).toBe(403)
    expect(text).toContain('You have no access')
    expect(text).toContain(signOnLabel)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await visitor.refused(getSession)).toMatchObject({ status: 401 })
    expect((await users()).map(({ name }) => name)).not.toContain('Sales')
  })

  it('is refused while the account is disabled here', async () => {
    provider.person = { sub: 'disabled', name: 'Disabled', roles: ['it'] }
    await signOn(patchbay.visitor(), provider)
    const user = (await users()).find(({ name }) => name === 'Disabled')
    await admin.ok(updateUser, {
      params: { id: user?.id ?? '' },
      body: { version: user?.version ?? 0, disabled: true },
    })
    const visitor = patchbay.visitor()
    const { status, text } = await signOn(visitor, provider)
    expect(status).toBe(409)
    expect(text).toContain('Your account is disabled')
    expect(await visitor.refused(getSession)).toMatchObject({ status: 401 })
  })
})

describe('an email', () => {
  it('that is verified links the account that has it', async () => {
    const kim = await invited(patchbay, admin, 'viewer')
    provider.person = { sub: 'kim', email: kim.email, email_verified: true, roles: ['it'] }
    const visitor = patchbay.visitor()
    await signOn(visitor, provider)
    expect((await visitor.ok(getSession)).user).toMatchObject({ id: kim.id, role: 'admin' })
    await patchbay.visitor().ok(signIn, { body: { email: kim.email, password: chosenPassword } })
  })

  it('that is not verified opens nothing', async () => {
    const kim = await invited(patchbay, admin)
    for (const [sub, verified] of [
      ['thief-1', { email_verified: false }],
      ['thief-2', { email_verified: 'true' }],
      ['thief-3', {}],
    ] as const) {
      provider.person = { sub, email: kim.email, roles: ['it'], ...verified }
      const visitor = patchbay.visitor()
      await signOn(visitor, provider)
      expect((await visitor.ok(getSession)).user).toMatchObject({ email: null })
      expect((await visitor.ok(getSession)).user.id).not.toBe(kim.id)
    }
  })

  it('that has passed to somebody else at the provider opens nothing either', async () => {
    const email = 'desk@example.com'
    provider.person = { sub: 'desk-before', email, email_verified: true, roles: ['it'] }
    const before = patchbay.visitor()
    await signOn(before, provider)
    provider.person = { sub: 'desk-after', email, email_verified: true, roles: ['it'] }
    const after = patchbay.visitor()
    await signOn(after, provider)
    expect((await after.ok(getSession)).user).toMatchObject({ email: null })
    expect((await before.ok(getSession)).user).toMatchObject({ email })
  })
})

it('the last owner stays one, whatever the provider says', async () => {
  const { email } = await admin.ok(getAccount)
  provider.person = { sub: 'the-owner', email, email_verified: true, roles: ['staff'] }
  const visitor = patchbay.visitor()
  await signOn(visitor, provider)
  expect((await visitor.ok(getSession)).user).toMatchObject({ email, role: 'owner' })
  expect(patchbay.log.text()).toContain('the last owner stays one')
})

describe('a way back that is not the browser’s own', () => {
  const begin = async (visitor: ApiClient, to = '') => {
    const { headers } = await visitor.send('GET', `/sign-in/oidc${to}`)
    return new URL(headers.get('location') ?? '')
  }
  const refusedPage = async (visitor: ApiClient, back: URL) => {
    const { status, text } = await visitor.send('GET', back.pathname + back.search)
    expect(status).toBe(400)
    expect(text).toContain('This sign-in cannot go on')
    expect(await visitor.refused(getSession)).toMatchObject({ status: 401 })
  }

  it('is refused in another browser, without a cookie, and with the state of another', async () => {
    const victim = patchbay.visitor()
    const own = await begin(victim)
    const back = await provider.visit(own.href)
    await refusedPage(patchbay.visitor(), back)
    await begin(victim)
    await refusedPage(victim, back)
  })

  it('works once', async () => {
    const visitor = patchbay.visitor()
    const back = await provider.visit((await begin(visitor)).href)
    const { cookie } = visitor
    expect((await visitor.send('GET', back.pathname + back.search)).status).toBe(303)
    const thief = patchbay.visitor()
    thief.cookie = cookie
    const { status } = await thief.send('GET', back.pathname + back.search)
    expect(status).toBe(502)
    expect(await thief.refused(getSession)).toMatchObject({ status: 401 })
  })

  it('asks with PKCE, state and nonce, and sets a cookie that no script reads', async () => {
    const visitor = patchbay.visitor()
    const { headers } = await visitor.send('GET', '/sign-in/oidc')
    const { searchParams } = new URL(headers.get('location') ?? '')
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(searchParams.get(name)?.length).toBeGreaterThanOrEqual(43)
    }
    const [cookie = ''] = headers.getSetCookie()
    expect(cookie).toMatch(/^patchbay_sign_on=v1\./)
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/i)
    expect(cookie).not.toContain(searchParams.get('state') ?? 'none')
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/sign-in', '/api/session'])(
    'leads to the list rather than to %s',
    async (to) => {
      const visitor = patchbay.visitor()
      const { headers } = await signOn(visitor, provider, `?to=${encodeURIComponent(to)}`)
      expect(headers.get('location')).toBe('/connections')
    },
  )
})

describe('a browser that another site has sent', () => {
  const send = (site: string) =>
    patchbay
      .visitor()
      .send('GET', '/sign-in/oidc?to=/iclients?q=%22%3E', { headers: { 'sec-fetch-site': site } })

  it.each(['cross-site', 'same-site'])('(%s) is asked first, and nothing has begun', async (site) => {
    const { status, text, headers } = await send(site)
    expect([status, headers.getSetCookie()]).toEqual([200, []])
    expect(text).toContain(`href="/sign-in/oidc?to=%2Ficlients%3Fq%3D%2522%253E"`)
    expect(text).toContain(signOnLabel)
  })

  it.each(['same-origin', 'none'])('or whose user has asked (%s) goes to the provider', async (site) => {
    const { status, headers } = await send(site)
    expect(status).toBe(303)
    expect(headers.get('location')).toContain(provider.issuer)
  })
})

describe('back-channel logout', () => {
  it('ends the sessions of that sign-in, and no other', async () => {
    provider.person = { sub: 'leaver', roles: ['it'] }
    const visitor = patchbay.visitor()
    await signOn(visitor, provider)
    await visitor.ok(getSession)
    await provider.signOut()
    await expect.poll(async () => (await visitor.call(getSession)).status).toBe(401)
    await admin.ok(getSession)
  })

  it.each(['', 'x', 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.'])('refuses “%s” as a token', async (token) => {
    const visitor = patchbay.visitor()
    visitor.origin = ''
    const { status, headers } = await visitor.send('POST', '/sign-in/oidc/backchannel-logout', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ logout_token: token }).toString(),
    })
    expect(status).toBe(400)
    expect(headers.get('cache-control')).toBe('no-store')
  })
})

describe('where password sign-in is off', () => {
  it('a link of an owner opens nothing either', async () => {
    const strict = await startTestPatchbay()
    try {
      const { link } = await (await owner(strict)).ok(inviteUser, { body: newcomer() })
      await strict.restart({ ...provider.env, PATCHBAY_PASSWORD_SIGN_IN: 'off' })
      const body = { token: tokenOf(link.url), password: chosenPassword }
      expect(await strict.visitor().refused(acceptInvitation, { body })).toMatchObject({
        code: 'password_sign_in_off',
      })
    } finally {
      await strict.stop()
    }
  })

  it('no password opens anything, and the first owner comes from the provider', async () => {
    const strict = await startTestPatchbay({
      env: { PATCHBAY_ADMIN_PASSWORD: adminPassword, ...provider.env, PATCHBAY_PASSWORD_SIGN_IN: 'off' },
    })
    try {
      expect(strict.setupLink()).toBeNull()
      expect(await strict.visitor().ok(getSignInOptions)).toMatchObject({ password: false })
      expect(await strict.visitor().refused(signIn, { body: { password: adminPassword } })).toMatchObject({
        status: 403,
        code: 'password_sign_in_off',
      })
    } finally {
      await strict.stop()
    }
  })
})
