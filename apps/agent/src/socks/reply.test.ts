import { describe, expect, it } from 'vitest'
import { replyTo } from './reply.ts'

const failed = (code: string) => Object.assign(new Error(code), { code })

describe('the failure of a connection', () => {
  it.each([
    ['ECONNREFUSED', 'connection-refused'],
    ['EHOSTUNREACH', 'host-unreachable'],
    ['ETIMEDOUT', 'host-unreachable'],
    ['ENOTFOUND', 'host-unreachable'],
    ['ENETUNREACH', 'network-unreachable'],
    ['EMFILE', 'failure'],
  ])('%s is told as %s', (code, expected) => {
    expect(replyTo(failed(code))).toBe(expected)
  })

  it('to several addresses is told as the one that says most', () => {
    const both = new AggregateError([failed('ENETUNREACH'), failed('ECONNREFUSED')])
    expect(replyTo(both)).toBe('connection-refused')
  })
})
