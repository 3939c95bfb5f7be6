import { html, type Html } from './html.ts'

interface Field {
  name: string
  label: string
  type?: 'text' | 'password' | 'url'
  value?: string
  autocomplete?: string
  autofocus?: boolean
  hint?: string
  error?: string | undefined
}

export function field(options: Field): Html {
  const { name, label, type = 'text', value = '', autocomplete = 'off', autofocus, hint, error } = options
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${value}"
      autocomplete="${autocomplete}"
      autocapitalize="none"
      spellcheck="false"
      required${
        described && html` aria-describedby="${described}"`
      }${error !== undefined && html` aria-invalid="true"`}${autofocus && html` autofocus`}
    />
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`
}
