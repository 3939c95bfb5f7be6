import { expect, it } from 'vitest'
import { recipientFault, recipientsOf } from './recipients.ts'

it('takes addresses as people write lists', () => {
  expect(recipientsOf(' a@x.example\n\nb@x.example, c@x.example;d@x.example ')).toEqual([
    'a@x.example',
    'b@x.example',
    'c@x.example',
    'd@x.example',
  ])
  expect(recipientsOf('  \n')).toEqual([])
})

it('names the address that is wrong', () => {
  const errors = [{ path: 'emailRecipients.1', message: 'This is not an email address.' }]
  expect(recipientFault(errors, ['a@x.example', 'nobody'])).toBe('“nobody”: This is not an email address.')
  expect(recipientFault([{ path: 'emailRecipients', message: 'Too many.' }], [])).toBe('Too many.')
  expect(recipientFault([{ path: 'eventTypes', message: 'None.' }], [])).toBeUndefined()
})
