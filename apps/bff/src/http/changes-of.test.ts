import { describe, expect, it } from 'vitest'
import { changesOf } from './changes-of.ts'

describe('what a write changed', () => {
  it('is what differs of the members that were written', () => {
    const before = { name: 'old', settings: { uri: 'https://a.example', mode: 'cloud' }, usedBy: 1 }
    const after = { name: 'new', settings: { uri: 'https://b.example', mode: 'cloud' }, usedBy: 2 }
    expect(changesOf(before, after, { body: { version: 1, name: 'new', settings: {} } })).toEqual([
      { member: 'name', before: 'old', after: 'new' },
      { member: 'settings.uri', before: 'https://a.example', after: 'https://b.example' },
    ])
  })

  it('says of secrets that they were written, and never what', () => {
    const record = { id: 'icl_1', name: 'one' }
    const body = { version: 1, clientSecret: 'hunter2', privateKey: null, secrets: { password: 'hunter3' } }
    const changes = changesOf(record, record, { body })
    expect(changes).toEqual([
      { member: 'clientSecret', before: null, after: 'changed' },
      { member: 'privateKey', before: null, after: 'removed' },
      { member: 'secrets.password', before: null, after: 'changed' },
    ])
    expect(JSON.stringify(changes)).not.toContain('hunter')
  })

  it('hides what not everybody may see who reads it', () => {
    const before = { url: 'https://hooks.example/one' }
    const after = { url: 'https://hooks.example/two' }
    expect(changesOf(before, after, { body: after, hidden: ['url'] })).toEqual([
      { member: 'url', before: 'set', after: 'changed' },
    ])
  })

  it('keeps lists, and cuts what is long', () => {
    const before = { scopes: ['api'], text: '' }
    const after = { scopes: Array.from({ length: 60 }, (_, at) => `s${at}`), text: 'x'.repeat(500) }
    const [scopes, text] = changesOf(before, after, { body: after })
    expect(scopes?.before).toEqual(['api'])
    expect(scopes?.after).toHaveLength(51)
    expect(text?.after).toHaveLength(201)
  })
})
