import { html, type Html } from './html.ts'

interface Field {
  name: string
  label: string
  type?: 'text' | 'password' | 'url' | 'multiline'
  value?: string
  required?: boolean
  autocomplete?: string
  autofocus?: boolean
  hint?: string
  error?: string | undefined
}

export function field(options: Field): Html {
  const { name, label, hint, error } = options
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${control(options)} ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${error !== undefined && html`<p class="error" id="${name}-error">${error}</p>`}
  </div>`
}

function control(options: Field): Html {
  const { type = 'text', value = '' } = options
  if (type === 'multiline') return html`<textarea ${attributesOf(options)} rows="4">${value}</textarea>`
  return html`<input ${attributesOf(options)} type="${type}" value="${value}" />`
}

function attributesOf({ name, hint, error, required = true, autocomplete = 'off', autofocus }: Field): Html {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ')
  return html`id="${name}" name="${name}" autocomplete="${autocomplete}" autocapitalize="none"
  spellcheck="false"${required && html` required`}${
    described && html` aria-describedby="${described}"`
  }${error !== undefined && html` aria-invalid="true"`}${autofocus && html` autofocus`}`
}
