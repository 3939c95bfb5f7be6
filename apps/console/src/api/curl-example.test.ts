import { expect, it } from 'vitest'
import { curlExample, proxyExample } from './curl-example.ts'

const example = {
  origin: 'https://patchbay.example.com',
  key: 'pb_1',
  permissions: ['token', 'proxy', 'read'],
  connectionId: 'conn_1',
} as const

it('fetches a token with the key', () => {
  expect(curlExample(example)).toBe(
    'curl -H "Authorization: Bearer pb_1" https://patchbay.example.com/api/connections/conn_1/token',
  )
})

it.each([
  [['proxy', 'read'], '/api/connections/conn_1/proxy/'],
  [['read'], '/api/connections'],
] as const)('with %j shows what that allows', (permissions, path) => {
  expect(curlExample({ ...example, permissions })).toMatch(new RegExp(`\\.com${path}$`))
})

it('says where the connection goes, as long as there is none', () => {
  expect(curlExample({ ...example, connectionId: undefined })).toMatch(/\/CONNECTION_ID\/token$/)
})

it('keeps the shell from reading a $ of the address, but not from reading the key', () => {
  const call = { ...example, key: '$PATCHBAY_API_KEY' }
  expect(proxyExample(call, "/Customer?$top=1&name='x'")).toBe(
    'curl -H "Authorization: Bearer $PATCHBAY_API_KEY" ' +
      "'https://patchbay.example.com/api/connections/conn_1/proxy/Customer?$top=1&name=%27x%27'",
  )
})
