import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { confirmCodePage, enterCodePage } from './pages/device.ts'
import type { Html } from './pages/html.ts'
import { messagePage } from './pages/message.ts'
import { pageHeaders } from './send-page.ts'
import type { StandIn } from './stand-in.ts'

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>

/** RFC 8628 section 3.3: the pages where a user says which device waits. */
export function deviceFlow(standInOf: () => StandIn): DeviceFlow {
  return {
    enabled: true,
    // eslint-disable-next-line max-params -- oidc-provider calls it so
    userCodeInputSource(ctx, form, _out, error) {
      const refused = error && faultOf(error)
      show(ctx, enterCodePage({ standIn: standInOf(), ...placeOf(form), refused }))
    },
    // eslint-disable-next-line max-params -- oidc-provider calls it so
    userCodeConfirmSource(ctx, form, client, _deviceInfo, userCode) {
      const clientName = client.clientName ?? client.clientId
      show(ctx, confirmCodePage({ standIn: standInOf(), ...placeOf(form), clientName, userCode }))
    },
    successSource(ctx) {
      const title = 'The device is connected'
      show(ctx, messagePage({ standIn: standInOf(), title, text: 'You can close this page.' }))
    },
  }
}

function faultOf(error: { name: string; userCode?: unknown }): string {
  if (error.name === 'AbortedError') return 'You did not allow the access. The device is told so.'
  const isUnknown = error.userCode !== undefined || error.name === 'NoCodeError'
  return isUnknown ? 'No device waits with this code. Compare it with what the device shows.' : 'Try again.'
}

/** oidc-provider hands over a form of its own looks, which an attribute makes unfit for the pages' policy. */
function placeOf(form: string): { action: string; xsrf: string } {
  const [, action = ''] = /action="([^"]*)"/.exec(form) ?? []
  const [, xsrf = ''] = /name="xsrf" value="([^"]*)"/.exec(form) ?? []
  return { action, xsrf }
}

function show(ctx: KoaContextWithOIDC, page: Html): void {
  ctx.set(pageHeaders())
  ctx.type = 'html'
  ctx.body = page.text
}
