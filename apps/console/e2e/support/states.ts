import type { Connection } from '@patchbay/contracts/connection'
import { Visitor } from '@patchbay/sandbox/visitor'
import type { Api } from './fixtures.ts'
import { draftAtSandbox } from './records.ts'

/** Connections in every state, made without a window. */
export function draft(api: Api, name: string, application: 'lexbizz' | 'acumatica' = 'lexbizz') {
  return draftAtSandbox(api, application, { name })
}

/** Signs in at the sandbox and follows where it leads: the text of the callback page. */
export async function signInFor(api: Api, id: string, answer: 'allow' | 'deny' = 'allow'): Promise<string> {
  return api.visit((await callbackFor(api, id, answer)).href)
}

/** Signs in at the sandbox; the address that it sends the browser to. */
export async function callbackFor(api: Api, id: string, answer: 'allow' | 'deny' = 'allow'): Promise<URL> {
  const path = `/api/connections/${id}/authorize`
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>('POST', path)
  return new Visitor(new URL(authorizationUrl).origin).authorize(authorizationUrl, answer)
}

export async function online(
  api: Api,
  name: string,
  application: 'lexbizz' | 'acumatica' = 'lexbizz',
): Promise<Connection> {
  const { id } = await draft(api, name, application)
  await signInFor(api, id)
  return api.call('GET', `/api/connections/${id}`)
}

/** One that was online until its scopes were changed. */
export async function offline(api: Api, name: string): Promise<Connection> {
  const { id, version } = await online(api, name)
  return api.call('PATCH', `/api/connections/${id}`, { version, scopes: ['api'] })
}
