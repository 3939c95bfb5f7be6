import { user } from '../account.ts'
import type { StandIn } from '../stand-in.ts'
import { field } from './field.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

interface SignInPage {
  standIn: StandIn
  action: string
  userName?: string
  refused?: boolean
}

export function signInPage({ standIn, action, userName = '', refused = false }: SignInPage): Html {
  const body = html`<h1>Sign in to ${standIn.name}</h1>
    ${refused && html`<p class="notice bad" role="alert" id="refused">The user name or the password is wrong. Try again.</p>`}
    <form method="post" action="${action}">
      ${field({ name: 'userName', label: 'User name', value: userName, autocomplete: 'username', autofocus: !refused })}
      ${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', autofocus: refused })}
      <div class="actions"><button class="primary">Sign in</button></div>
    </form>
    <p class="notice">
      This is a stand-in to try things out with. User name <code>${user.name}</code>, password
      <code>${user.password}</code>.
    </p>`
  return layout({ title: refused ? 'Sign-in failed' : 'Sign in', standIn, kind: 'task', body })
}
