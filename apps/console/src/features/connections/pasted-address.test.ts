import { lexbizz } from '@patchbay/applications/lexbizz'
import { expect, it } from 'vitest'
import { cameAtOnce, readPastedAddress } from './pasted-address.ts'

it('takes a base URL apart and says so', () => {
  expect(readPastedAddress(lexbizz, 'https://isv.lexbizz.app/entity/Default/20.200.001')).toEqual({
    settings: {
      instanceUri: 'https://isv.lexbizz.app',
      endpointName: 'Default',
      endpointVersion: '20.200.001',
    },
    hint: 'Taken from the address you pasted; endpoint name and version are filled in too.',
  })
})

it('says only what it found', () => {
  expect(readPastedAddress(lexbizz, 'https://h/entity/Default')?.hint).toBe(
    'Taken from the address you pasted; endpoint name is filled in too.',
  )
  expect(readPastedAddress(lexbizz, 'https://h/entity')?.hint).toBe('Taken from the address you pasted.')
  expect(readPastedAddress(lexbizz, 'https://h/isv')).toBeNull()
})

it('tells a paste from typing', () => {
  expect(cameAtOnce('https://', 'https://a')).toBe(false)
  expect(cameAtOnce('', 'https://a')).toBe(true)
  expect(cameAtOnce('https://nowhere.example', 'https://other.example')).toBe(true)
  expect(cameAtOnce('https://example.com', 'https://xample.com')).toBe(false)
  expect(cameAtOnce('aaaa', 'aaaaa')).toBe(false)
})
