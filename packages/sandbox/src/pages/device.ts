import type { StandIn } from '../stand-in.ts'
import { field } from './field.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

interface DevicePage {
  standIn: StandIn
  action: string
  xsrf: string
}

export function enterCodePage(options: DevicePage & { refused: string | undefined }): Html {
  const { standIn, action, xsrf, refused } = options
  const body = html`<h1>Connect a device to ${standIn.name}</h1>
    ${refused !== undefined && html`<p class="notice bad" role="alert">${refused}</p>`}
    <form method="post" action="${action}">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      ${field({ name: 'user_code', label: 'Code that the device shows', autofocus: true })}
      <div class="actions"><button class="primary">Continue</button></div>
    </form>`
  return layout({ title: 'Connect a device', standIn, kind: 'task', body })
}

export function confirmCodePage(options: DevicePage & { clientName: string; userCode: string }): Html {
  const { standIn, action, xsrf, clientName, userCode } = options
  const body = html`<h1>Is this your device?</h1>
    <p><strong>${clientName}</strong> shows the code <code>${userCode}</code>.</p>
    <form method="post" action="${action}">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      <input type="hidden" name="user_code" value="${userCode}" />
      <input type="hidden" name="confirm" value="yes" />
      <div class="actions">
        <button class="primary">Yes, continue</button>
        <button name="abort" value="yes">No</button>
      </div>
    </form>`
  return layout({ title: 'Is this your device?', standIn, kind: 'task', body })
}
