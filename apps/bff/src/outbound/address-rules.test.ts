import { describe, expect, it } from 'vitest'
import { checkAddress, checkUrl, parseAllowList } from './address-rules.ts'

const nothing = parseAllowList([])
const verdict = (url: string, allow = nothing) => {
  const answer = checkUrl(new URL(url), allow)
  return answer.allowed ? 'allowed' : answer.reason
}

describe('a URL with nothing allowed', () => {
  it.each([
    ['https://isv.lexbizz.app', 'allowed'],
    ['https://isv.lexbizz.app:8443/a?b', 'allowed'],
    ['https://isv.lexbizz.app./', 'allowed'],
    ['https://93.184.215.14/', 'allowed'],
    ['https://[2606:4700::1111]/', 'allowed'],
    ['http://isv.lexbizz.app', 'not_https'],
    ['http://93.184.215.14/', 'not_https'],
    ['ftp://isv.lexbizz.app', 'unsupported_scheme'],
    ['file:///etc/passwd', 'unsupported_scheme'],
    ['data:text/plain,x', 'unsupported_scheme'],
    ['https://user@isv.lexbizz.app', 'credentials'],
    ['https://user:password@isv.lexbizz.app', 'credentials'],
    ['https://isv.lexbizz.app@127.0.0.1', 'credentials'],
  ])('%s: %s', (url, expected) => expect(verdict(url)).toBe(expected))

  it.each([
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    'a.localhost.',
    'intranet',
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.0.0.0x1',
    '%31%32%37.0.0.1',
    '①②⑦.⓪.⓪.①',
    '0.0.0.0',
    '0',
    '0.1.2.3',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:a9fe:a9fe]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::a00:1]',
    '[64:ff9b:1::1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
  ])('https://%s: private_address', (host) => {
    expect(verdict(`https://${host}/`)).toBe('private_address')
    expect(verdict(`http://${host}:8080/`)).toBe('private_address')
  })

  it('has no URL with a zone id: the URL parser refuses it', () => {
    expect(URL.canParse('https://[fe80::1%25eth0]/')).toBe(false)
  })
})

describe('a resolved address with nothing allowed', () => {
  it.each([
    ['93.184.215.14', true],
    ['2606:4700::1111', true],
    ['64:ff9b::5db8:d70e', true],
    ['::ffff:93.184.215.14', true],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['::ffff:10.0.0.1', false],
    ['fe80::1%eth0', false],
    ['64:ff9b::7f00:1', false],
    ['not an address', false],
  ])('%s: %s', (ip, expected) => {
    expect(checkAddress(ip, { host: 'rebind.example', port: 443 }, nothing).allowed).toBe(expected)
  })
})

describe('the allow list', () => {
  const list = [
    'localhost',
    'Erp.Example',
    '10.1.2.3',
    '127.0.0.1:4610',
    '192.168.0.0/16',
    'fd00::/8',
    '[::1]:4610',
  ]
  const allow = parseAllowList([...list, ' ', 'intranet', 'bücher.example'])

  it.each([
    ['http://localhost:1/', 'allowed'],
    ['http://localhost.:1/', 'allowed'],
    ['http://erp.example/', 'allowed'],
    ['http://sub.erp.example/', 'not_https'],
    ['http://10.1.2.3:8080/', 'allowed'],
    ['https://10.1.2.4/', 'private_address'],
    ['http://127.0.0.1:4610/', 'allowed'],
    ['http://127.0.0.1:4611/', 'private_address'],
    ['http://[::1]:4610/', 'allowed'],
    ['http://[::1]:4611/', 'private_address'],
    ['http://192.168.7.7/', 'allowed'],
    ['http://[::ffff:192.168.7.7]/', 'allowed'],
    ['https://[fd12::1]/', 'allowed'],
    ['https://intranet/', 'allowed'],
    ['http://xn--bcher-kva.example/', 'allowed'],
    ['https://user@erp.example/', 'credentials'],
    ['ftp://erp.example/', 'unsupported_scheme'],
  ])('%s: %s', (url, expected) => expect(verdict(url, allow)).toBe(expected))

  it.each([
    ['10.1.2.3', 'erp.other.example', true],
    ['192.168.9.9', 'erp.other.example', true],
    ['10.9.9.9', 'erp.other.example', false],
    ['10.9.9.9', 'erp.example', true],
    ['127.0.0.1', 'localhost', true],
    ['fd00::7', 'erp.other.example', true],
  ])('%s for %s: %s', (ip, host, expected) => {
    expect(checkAddress(ip, { host, port: 443 }, allow).allowed).toBe(expected)
  })

  it.each([
    'http://erp.example',
    'erp.example/path',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    'erp.example:0',
    'erp.example:65536',
    'erp.example:http',
    'user@erp.example',
    'two hosts',
    '*.erp.example',
    '[::1',
    '999.1.1.1',
  ])('refuses the entry %s and names it', (entry) => {
    expect(() => parseAllowList(['erp.example', entry])).toThrow(
      expect.objectContaining({ code: 'bad_allow_list', message: expect.stringContaining(`"${entry}"`) }),
    )
  })
})
