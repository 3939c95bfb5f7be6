import { expect, it } from 'vitest'
import { signInSearch } from './sign-in-search.ts'

it('leads back into the console', () => {
  expect(signInSearch.parse({ to: '/connections/new?application=lexbizz' }).to).toBe(
    '/connections/new?application=lexbizz',
  )
})

it.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  '/sign-in?to=%2F',
])('leads nowhere for %s', (to) => {
  expect(signInSearch.parse({ to }).to).toBeUndefined()
})
