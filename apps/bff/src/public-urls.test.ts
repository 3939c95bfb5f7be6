import { describe, expect, it } from 'vitest'
import { publicUrls } from './public-urls.ts'

const path = '/connection/oauth2callback'
const na = { region: 'na', origin: 'https://a.example' }
const eu = { region: 'eu', origin: 'https://b.example' }

describe('public URLs', () => {
  it('are localhost with the port that was got, where none is configured', () => {
    const urls = publicUrls([], 4711)
    expect(urls.main).toBe('http://localhost:4711')
    const callbackUrl = `http://localhost:4711${path}`
    expect(urls.all).toEqual([{ region: null, origin: 'http://localhost:4711', callbackUrl }])
  })

  it('have a callback URL each, and the first is the main one', () => {
    const urls = publicUrls([na, eu], 4711)
    expect(urls.main).toBe('https://a.example')
    expect(urls.all.map(({ callbackUrl }) => callbackUrl)).toEqual([
      `https://a.example${path}`,
      `https://b.example${path}`,
    ])
  })

  it('give each console its own callback URL, and the first to anybody else', () => {
    const urls = publicUrls([na, eu], 4711)
    expect(urls.callbackFor('https://b.example')).toBe(`https://b.example${path}`)
    for (const origin of [undefined, 'null', '', 'https://attacker.example', 'https://b.example/']) {
      expect(urls.callbackFor(origin)).toBe(`https://a.example${path}`)
    }
  })

  it('are known letter by letter', () => {
    const urls = publicUrls([na, eu], 4711)
    expect(urls.has('https://a.example')).toBe(true)
    expect(urls.has('https://b.example')).toBe(true)
    const others = ['http://a.example', 'https://a.example:444', 'https://a.example.attacker.example']
    for (const origin of [...others, 'https://a.exampl', 'null', '']) expect(urls.has(origin)).toBe(false)
  })
})
