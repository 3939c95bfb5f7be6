import { catalogue, findApplication } from '@patchbay/applications/catalogue'
import { expect, it } from 'vitest'
import { examplePath } from './example-path.ts'

const none = { facts: {}, scopes: [] }

it.each([
  ['acumatica', '/Customer?$top=1'],
  ['lexbizz', '/Customer?$top=1'],
])('of %s reads a record of the endpoint', (id, path) => {
  const settings = {
    mode: 'cloud',
    instanceUri: 'https://erp.example',
    endpointName: 'Default',
    endpointVersion: '25.200.001',
  }
  expect(examplePath(findApplication(id), { ...none, settings })).toBe(path)
})

it('is the base itself where nothing is known to read', () => {
  expect(examplePath(undefined, { ...none, settings: {} })).toBe('/')
  const settings = { baseUrl: 'https://api.example/v1', testUrl: 'https://elsewhere.example/me' }
  expect(examplePath(findApplication('oauth2'), { ...none, settings })).toBe('/')
  const testUrl = 'https://api.example/v1/me'
  expect(examplePath(findApplication('oauth2'), { ...none, settings: { ...settings, testUrl } })).toBe('/me')
})

it.each(catalogue.map(({ id }) => id))('of %s is a path, at its stand-in too', (id) => {
  const definition = findApplication(id)
  const settings = definition?.sandboxSettings('https://stand-in.example') ?? {}
  const given = Object.fromEntries(
    (definition?.fields ?? []).flatMap(({ name, default: value }) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
  expect(examplePath(definition, { ...none, settings: { ...given, ...settings } })).toMatch(/^\//)
})
