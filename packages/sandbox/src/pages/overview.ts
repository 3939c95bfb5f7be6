import { user } from '../account.ts'
import type { StandIn } from '../stand-in.ts'
import { html, type Html } from './html.ts'
import { layout } from './layout.ts'

export interface Instance {
  standIn: StandIn
  address: string
}

export function overviewPage(instances: readonly Instance[]): Html {
  const body = html`<h1>Sandbox applications</h1>
    <p>
      Stand-ins for business systems, to try Patchbay with and to test against. They hold made-up records and
      run on this machine alone.
    </p>
    <ul class="cards">
      ${instances.map(instanceCard)}
    </ul>`
  return layout({ title: 'Applications', kind: 'page', body })
}

function instanceCard({ standIn, address }: Instance): Html {
  const facts = [...standIn.facts(address), ['User name', user.name], ['Password', user.password]] as const
  const links = [{ label: 'Connected applications', path: '/connected-applications' }, ...standIn.links]
  return html`<li id="${standIn.application}">
    <h2>
      <span class="monogram ${standIn.application}" aria-hidden="true">${standIn.monogram.text}</span
      >${standIn.name}
    </h2>
    <dl>
      ${facts.map(
        ([label, ...values]) =>
          html`<dt>${label}</dt>
            <dd>${values.map((value) => html`<code>${value}</code> `)}</dd>`,
      )}
    </dl>
    <p class="links">${links.map(({ label, path }) => html`<a href="${address}${path}">${label}</a> `)}</p>
  </li>`
}
