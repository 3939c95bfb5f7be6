import { expect, test } from 'vitest'
import { html } from './html.ts'

test('escapes what is put in, and nests what it made itself', () => {
  const name = `<script>alert("1")</script>&'`
  const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;'
  const item = html`<b>${name}</b>`
  const made = html`<i title="${name}">${[item, item]}${false}${null}${3}</i>`
  expect(made.text).toBe(`<i title="${escaped}"><b>${escaped}</b><b>${escaped}</b>3</i>`)
})
