import { expect, it } from 'vitest'
import { callbackUrlInUse } from './callback-url.ts'

const urls = ['na', 'eu'].map((region) => ({
  region,
  origin: `https://${region}.example`,
  callbackUrl: `https://${region}.example/connection/oauth2callback`,
}))

it.each([
  ['https://eu.example', 'https://eu.example/connection/oauth2callback'],
  ['https://na.example', 'https://na.example/connection/oauth2callback'],
  ['http://localhost:5173', 'https://na.example/connection/oauth2callback'],
])('is at %s: %s', (origin, inUse) => {
  expect(callbackUrlInUse(urls, origin)).toBe(inUse)
})
