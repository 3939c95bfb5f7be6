import { describe, expect, it } from 'vitest'
import { isAllowed, parseRule, type Rule, showTarget } from './allow-list.ts'

const allows = (rule: string, host: string, port = 443) =>
  isAllowed([parseRule(rule) as Rule], { host, port })

describe('an allow list', () => {
  it.each([
    ['acumatica.local:443', 'acumatica.local', 443],
    ['Acumatica.Local:443', 'ACUMATICA.local', 443],
    ['acumatica.local:443', 'acumatica.local.', 443],
    ['acumatica.local:*', 'acumatica.local', 8080],
    ['*:443', 'anything.example', 443],
    ['*:*', '10.0.0.5', 1],
    ['10.0.0.5:443', '10.0.0.5', 443],
    ['[fd00:0:0::5]:443', 'fd00::5', 443],
    ['[FD00::5]:443', 'fd00:0:0:0:0:0:0:5', 443],
  ])('with %s lets %s port %d through', (rule, host, port) => {
    expect(allows(rule, host, port)).toBe(true)
  })

  it.each([
    ['acumatica.local:443', 'acumatica.local', 444],
    ['acumatica.local:443', 'evil-acumatica.local', 443],
    ['acumatica.local:443', 'acumatica.local.evil.example', 443],
    ['acumatica.local:443', '10.0.0.5', 443],
    ['10.0.0.5:443', '10.0.0.50', 443],
    ['10.0.0.5:443', '0x0a.0.0.5', 443],
    ['[fd00::5]:443', 'fd00::50', 443],
    ['*:443', 'acumatica.local', 80],
  ])('with %s refuses %s port %d', (rule, host, port) => {
    expect(allows(rule, host, port)).toBe(false)
  })

  it('with several rules lets through what any of them names', () => {
    const rules = ['a.local:443', 'b.local:8443'].map((text) => parseRule(text) as Rule)
    expect(isAllowed(rules, { host: 'b.local', port: 8443 })).toBe(true)
    expect(isAllowed(rules, { host: 'b.local', port: 443 })).toBe(false)
  })

  it.each([
    '',
    'acumatica.local',
    'acumatica.local:',
    ':443',
    'acumatica.local:0',
    'acumatica.local:65536',
    'acumatica.local:https',
    'https://acumatica.local:443',
    'acumatica.local:443/path',
    'user@acumatica.local:443',
    'fd00::5:443',
    '[acumatica.local]:443',
    '[fd00::5%eth0]:443',
    '*.local:443',
    'two words:443',
  ])('has no rule %j', (text) => {
    expect(parseRule(text)).toBeNull()
  })

  it.each(['acumatica.local:443', 'acumatica.local:*', '*:443', '[fd00::5]:443'])(
    'shows %s as it was',
    (rule) => {
      expect(showTarget(parseRule(rule) as Rule)).toBe(rule)
    },
  )
})
