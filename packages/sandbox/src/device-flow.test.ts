import * as oauth from 'openid-client'
import { describe, expect, test } from 'vitest'
import { applicationOf, startTestSandbox, temporaryDir } from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()

async function start() {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'oauth2')
  const { clientId, clientSecret } = application.client
  const issuer = new URL(application.address)
  const config = await oauth.discovery(issuer, clientId, clientSecret, undefined, {
    execute: [oauth.allowInsecureRequests],
  })
  return { sandbox, application, config }
}

describe('the device flow', () => {
  test('connects a device', async () => {
    const { sandbox, application, config } = await start()
    const device = await oauth.initiateDeviceAuthorization(config, { scope: 'openid notes:read' })
    const visitor = new Visitor(sandbox.origin)
    const page = await visitor.get(device.verification_uri)
    const refused = await visitor.submit(page, { user_code: 'WRONG' })
    expect(refused.text).toContain('No device waits with this code')
    const confirm = await visitor.submit(refused, { user_code: device.user_code })
    expect(confirm.text).toContain(device.user_code)
    const signIn = await visitor.submit(confirm, { confirm: 'yes' })
    const consent = await visitor.submit(signIn, { userName: 'admin', password: 'sandbox' })
    expect(consent.text).not.toContain('You go on to')
    const done = await visitor.submit(consent, { decision: 'allow' })
    expect(done.text).toContain('The device is connected')
    const tokens = await oauth.pollDeviceAuthorizationGrant(config, { ...device, interval: 0.1 })
    expect(tokens).toHaveProperty('refresh_token')
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    const whoami = await fetch(`${application.address}/api/whoami`, { headers })
    expect(await whoami.json()).toMatchObject({ user: 'admin' })
  })

  test('tells a device that it was refused', async () => {
    const { sandbox, config } = await start()
    const device = await oauth.initiateDeviceAuthorization(config, { scope: 'notes:read' })
    const visitor = new Visitor(sandbox.origin)
    const page = await visitor.get(device.verification_uri)
    const confirm = await visitor.submit(page, { user_code: device.user_code })
    const refused = await visitor.submit(confirm, { abort: 'yes' })
    expect(refused.text).toContain('You did not allow the access')
    const poll = oauth.pollDeviceAuthorizationGrant(config, { ...device, interval: 0.1 })
    await expect(poll).rejects.toMatchObject({ error: 'access_denied' })
  })
})
