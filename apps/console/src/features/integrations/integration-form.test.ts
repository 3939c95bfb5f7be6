import { expect, it } from 'vitest'
import { faultsOf } from './integration-form.ts'

it('asks for what is missing or too long, in the words of the server', () => {
  expect(faultsOf({ name: 'Web shop', description: '' })).toEqual({})
  expect(faultsOf({ name: ' ', description: 'x'.repeat(2001) })).toEqual({
    name: 'Write a name.',
    description: 'Write at most 2,000 characters.',
  })
})
