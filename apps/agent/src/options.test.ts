import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selfSignedCertificate } from '../../bff/src/outbound/self-signed.fixture.ts'
import { type Options, readOptions } from './options.ts'
import { UsageError } from './usage-error.ts'

const fingerprint = `SHA256:${'a'.repeat(43)}`
const complete = {
  '--gateway': 'patchbay.example.com:4622',
  '--agent': 'agt_1a2b',
  '--fingerprint': fingerprint,
  '--allow': 'acumatica.local:443',
}

/** The command line, with some options other than usual; null leaves one out. */
function args(others: Record<string, string | null> = {}): string[] {
  return Object.entries({ ...complete, ...others }).flatMap(([name, value]) =>
    value === null ? [] : [name, value],
  )
}

function mistakes(line: string[]): readonly string[] {
  try {
    readOptions(line)
  } catch (error) {
    if (error instanceof UsageError) return error.mistakes
    throw error
  }
  return []
}

let dir: string
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'patchbay-agent-'))
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('the command line', () => {
  it('is read', () => {
    expect(readOptions([...args(), '--allow', '[fd00::5]:*', '--token-file', '/run/token'])).toEqual({
      gateway: { host: 'patchbay.example.com', port: 4622 },
      agent: 'agt_1a2b',
      fingerprint,
      allow: [
        { host: 'acumatica.local', port: 443 },
        { host: 'fd00::5', port: null },
      ],
      tokenFile: '/run/token',
      certificateAuthority: null,
    })
  })

  it.each([
    ['patchbay.example.com', { host: 'patchbay.example.com', port: 4622 }],
    ['[::1]:22', { host: '::1', port: 22 }],
    ['10.0.0.1:22', { host: '10.0.0.1', port: 22 }],
  ])('takes the gateway %s', (text, gateway) => {
    expect((readOptions(args({ '--gateway': text })) as Options).gateway).toEqual(gateway)
  })

  it('asks for help or the version, whatever else it says', () => {
    expect(readOptions(['--help'])).toBe('help')
    expect(readOptions(['-h', '--gateway'])).toBe('help')
    expect(readOptions(['--version'])).toBe('version')
  })

  it('names everything that is missing, and how to give it', () => {
    expect(mistakes([])).toEqual([
      expect.stringContaining('--gateway is missing'),
      expect.stringContaining('--agent is missing'),
      expect.stringMatching(/--fingerprint is missing.*page Agents/),
      expect.stringMatching(/--allow is missing.*--allow acumatica\.local:443/),
    ])
  })

  it.each([
    [{ '--gateway': 'https://patchbay.example.com' }, '--gateway is “https://patchbay.example.com”'],
    [{ '--gateway': 'patchbay.example.com:70000' }, '--gateway is “patchbay.example.com:70000”'],
    [{ '--agent': 'pba_secret' }, '--agent is'],
    [{ '--fingerprint': 'SHA256:short' }, '--fingerprint is “SHA256:short”'],
    [{ '--fingerprint': 'MD5:00:11' }, '--fingerprint is'],
    [{ '--allow': 'acumatica.local' }, '--allow is “acumatica.local”'],
    [{ '--ca': '/nowhere/ca.pem' }, '--ca names /nowhere/ca.pem'],
    [{ '--nonsense': 'x' }, '--nonsense is no option.'],
  ])('with %j says so', (others, message) => {
    expect(mistakes(args(others)).join('\n')).toContain(message)
  })

  it('takes no option for the value of the one before', () => {
    expect(mistakes(['--agent', ...args({ '--agent': null })])).toContain('--agent needs a value.')
    expect(mistakes([...args(), '--token-file'])).toContain('--token-file needs a value.')
  })

  it('names what belongs to no option', () => {
    expect(mistakes([...args(), 'acumatica.local:8443'])).toContain(
      '“acumatica.local:8443” belongs to no option.',
    )
  })

  it('takes a fingerprint with the padding that other programs show', () => {
    expect((readOptions(args({ '--fingerprint': `${fingerprint}=` })) as Options).fingerprint).toBe(
      fingerprint,
    )
  })
})

describe('--ca', () => {
  it('takes the certificates of the file, and leaves a key in it alone', () => {
    const { cert, key } = selfSignedCertificate()
    const file = join(dir, 'ca.pem')
    writeFileSync(file, `subject=CN = authority\n${cert}${key}`)
    const { certificateAuthority } = readOptions(args({ '--ca': file })) as Options
    expect(certificateAuthority).toBe(cert)
  })

  it.each([
    ['text', 'it holds no certificate'],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n', 'is damaged'],
  ])('refuses a file of %j', (text, message) => {
    const file = join(dir, 'wrong.pem')
    writeFileSync(file, text)
    expect(mistakes(args({ '--ca': file })).join()).toContain(message)
  })
})
