import { describe, expect, test } from 'vitest'
import {
  applicationOf,
  discover,
  redirectUri,
  startTestSandbox,
  temporaryDir,
  tokensFor,
} from './test-sandbox.ts'
import { Visitor } from './visitor.ts'

const dir = await temporaryDir()

async function open() {
  const sandbox = await startTestSandbox({ dir })
  const application = applicationOf(sandbox, 'lexbizz')
  const visitor = new Visitor(sandbox.origin)
  const url = `${application.address}/connected-applications`
  return { sandbox, application, visitor, url }
}

async function signIn() {
  const opened = await open()
  const signInPage = await opened.visitor.get(opened.url)
  const page = await opened.visitor.submit(signInPage, { userName: 'Admin', password: 'sandbox' })
  return { ...opened, page }
}

const codeAfter = (term: string, text: string): string =>
  new RegExp(`<dt>${term}</dt>\\s*<dd><code>([^<]+)`).exec(text)?.[1] ?? ''

describe('the page Connected applications', () => {
  test('requires sign-in', async () => {
    const { visitor, url } = await open()
    const page = await visitor.get(url)
    expect(page.text).toContain('Password')
    expect(page.text).not.toContain('Registered clients')
    const refused = await visitor.submit(page, { userName: 'admin', password: 'nope' })
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('is wrong') })
    const posted = await visitor.submit({ ...page, text: '' }, { clientName: 'x', redirectUri })
    expect(posted.text).toContain('name="password"')
  })

  test('lists the client that is there from the start, without its secret', async () => {
    const { page, application } = await signIn()
    expect(page.text).toContain(application.client.clientId)
    expect(page.text).not.toContain(application.client.clientSecret)
  })

  test('registers a client whose secret is shown once and works', async () => {
    const { sandbox, application, visitor, url, page } = await signIn()
    const done = await visitor.submit(page, { clientName: 'My <program>', redirectUri })
    expect(done.status).toBe(201)
    expect(done.text).toContain('My &lt;program&gt; is registered')
    const clientId = codeAfter('Client ID', done.text)
    const clientSecret = codeAfter('Client secret', done.text)
    expect((await visitor.get(url)).text).not.toContain(clientSecret)
    const client = { name: '', clientId, clientSecret }
    const config = await discover({ address: application.address, client })
    expect(await tokensFor(sandbox, config)).toHaveProperty('refresh_token')
  })

  test.each([
    [{ clientName: '', redirectUri }, 'Write a name'],
    [{ clientName: 'a'.repeat(101), redirectUri }, 'at most 100'],
    [{ clientName: 'x', redirectUri: 'localhost' }, 'Write the whole address'],
    [{ clientName: 'x', redirectUri: 'javascript:alert(1)' }, 'Write the whole address'],
    [{ clientName: 'x', redirectUri: `${redirectUri}#part` }, 'must not contain fragments'],
  ])('says what is wrong with %o', async (fields, words) => {
    const { visitor, page } = await signIn()
    expect(await visitor.submit(page, fields)).toMatchObject({
      status: 422,
      text: expect.stringContaining(words),
    })
  })

  test('takes an https redirect URI', async () => {
    const { visitor, page } = await signIn()
    const fields = {
      clientName: 'Elsewhere',
      redirectUri: 'https://patchbay.example/connection/oauth2callback',
    }
    expect((await visitor.submit(page, fields)).status).toBe(201)
  })

  test('signs out', async () => {
    const { visitor, url } = await signIn()
    await visitor.submit({ url: `${url}/sign-out`, status: 0, headers: new Headers(), text: '' }, {})
    expect((await visitor.get(url)).text).toContain('name="password"')
  })
})
