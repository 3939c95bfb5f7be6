import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const key = randomBytes(32).toString('base64')

function faultsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n  ').slice(1)
  }
  return []
}

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4600,
      publicUrls: [],
      trustedProxies: [],
      dataDir: './data',
      keyRing: null,
      keyCommand: null,
      adminPassword: null,
      gateway: { port: 4622, isChosen: false },
      sandbox: { port: 4610 },
      allow: { hosts: new Set(), origins: new Set(), ranges: [] },
      builtInClients: new Map(),
      logLevel: 'info',
      unknownVariables: [],
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PATCHBAY_PORT: '', PATCHBAY_ADMIN_PASSWORD: '', PATCHBAY_SANDBOX: '' })).toEqual(
      readConfig({}),
    )
  })

  it('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  it('reads what is set', () => {
    const config = readConfig({
      PATCHBAY_HOST: '0.0.0.0',
      PATCHBAY_PORT: '0',
      PATCHBAY_DATA_DIR: '/var/lib/patchbay',
      PATCHBAY_ENCRYPTION_KEYS: `k1:${key}`,
      PATCHBAY_ADMIN_PASSWORD: 'secret',
      PATCHBAY_SANDBOX_PORT: '0',
      PATCHBAY_ALLOW_HOSTS: 'erp.example, 10.0.0.0/8, 127.0.0.1:9000',
      PATCHBAY_LOG_LEVEL: 'debug',
    })
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      dataDir: '/var/lib/patchbay',
      logLevel: 'debug',
    })
    expect(config).toMatchObject({ adminPassword: 'secret', sandbox: { port: 0 } })
    expect(config.keyRing?.map(({ id }) => id)).toEqual(['k1'])
    expect([...config.allow.hosts, ...config.allow.origins]).toEqual(['erp.example', '127.0.0.1:9000'])
    expect(config.allow.ranges).toHaveLength(1)
  })

  it('names every mistake at once, by its variable', () => {
    const env = {
      PATCHBAY_PORT: 'http',
      PATCHBAY_PUBLIC_URL: 'patchbay.example',
      PATCHBAY_DATABASE_URL: 'postgres://admin:leaked-4f1d@db',
      PATCHBAY_ENCRYPTION_KEYS: 'leaked-4f1d',
      PATCHBAY_ADMIN_PASSWORD: `leaked-4f1d${'x'.repeat(1000)}`,
      PATCHBAY_SANDBOX: 'yes',
      PATCHBAY_AGENT_PORT: 'on',
      PATCHBAY_SANDBOX_PORT: '70000',
      PATCHBAY_ALLOW_HOSTS: 'http://erp.example/x',
      PATCHBAY_LOG_LEVEL: 'loud',
    }
    const faults = faultsOf(env)
    expect(new Set(faults.map((fault) => fault.split(' ', 1)[0]))).toEqual(new Set(Object.keys(env)))
    expect(faults.join('\n')).not.toContain('leaked-4f1d')
  })

  it('takes the client of Lightspeed’s R-Series v2 whole or not at all, and does not show it', () => {
    const id = { PATCHBAY_LIGHTSPEED_CLIENT_ID: 'leaked-4f1d' }
    const secret = { PATCHBAY_LIGHTSPEED_CLIENT_SECRET: 'leaked-4f1d' }
    const whole = readConfig({ ...id, ...secret })
    expect(whole.builtInClients.get('lightspeed')).toEqual({
      clientId: 'leaked-4f1d',
      clientSecret: 'leaked-4f1d',
    })
    expect(whole.unknownVariables).toEqual([])
    expect(faultsOf(id)).toEqual([expect.stringMatching(/^PATCHBAY_LIGHTSPEED_CLIENT_SECRET is missing/)])
    const withAnother = faultsOf({ ...secret, PATCHBAY_PORT: 'http' })
    expect(withAnother.map((fault) => fault.split(' ', 1)[0])).toEqual([
      'PATCHBAY_PORT',
      'PATCHBAY_LIGHTSPEED_CLIENT_ID',
    ])
    expect(withAnother.join('')).not.toContain('leaked-4f1d')
  })

  it('takes keys from one place alone', () => {
    const command = { PATCHBAY_KEY_COMMAND: 'leaked-4f1d' }
    expect(readConfig(command)).toMatchObject({ keyCommand: 'leaked-4f1d', keyRing: null })
    const both = faultsOf({ ...command, PATCHBAY_ENCRYPTION_KEYS: `k1:${key}` })
    expect(both).toEqual([expect.stringMatching(/^PATCHBAY_KEY_COMMAND must not be set where/)])
    expect(both.join('')).not.toContain('leaked-4f1d')
  })

  it('lets agents in at a port of their own, or nowhere', () => {
    expect(readConfig({ PATCHBAY_AGENT_PORT: '0' }).gateway).toEqual({ port: 0, isChosen: true })
    expect(readConfig({ PATCHBAY_AGENT_PORT: 'off' }).gateway).toBeNull()
  })

  it.each(['-1', '65536', '4600.5', '0x10', ' 80', '1e3', 'port'])('refuses the port %j', (port) => {
    expect(faultsOf({ PATCHBAY_PORT: port })).toEqual(['PATCHBAY_PORT must be a port from 0 to 65535'])
  })

  it.each([`k1:${key.slice(0, 20)}`, `k1:${key},k1:${key}`, `k1:${key},`, `:${key}`])(
    'refuses an odd key ring without showing it (%#)',
    (keys) => {
      const faults = faultsOf({ PATCHBAY_ENCRYPTION_KEYS: keys })
      expect(faults).toHaveLength(1)
      expect(faults[0]).not.toContain(key.slice(0, 20))
    },
  )

  it('names variables that nobody knows, except those of the tests', () => {
    const env = { PATCHBAY_PROT: '1', PATCHBAY_CHROMIUM: '/usr/bin/chromium', PATH: '/bin' }
    expect(readConfig(env).unknownVariables).toEqual(['PATCHBAY_PROT'])
  })
})

describe('PATCHBAY_TRUSTED_PROXIES', () => {
  it('may be addresses, ranges and the words for those of the own machine and network', () => {
    const env = { PATCHBAY_TRUSTED_PROXIES: '10.0.0.5, 172.16.0.0/12,fd00::/64,loopback' }
    expect(readConfig(env).trustedProxies).toEqual(['10.0.0.5', '172.16.0.0/12', 'fd00::/64', 'loopback'])
  })

  it.each([
    '1',
    'true',
    'nginx',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8/8',
    'fe80::1%eth0',
    '10.0.0.5,',
  ])('refuses %j, which would trust nobody, somebody else or everybody', (value) => {
    expect(faultsOf({ PATCHBAY_TRUSTED_PROXIES: value })).toEqual([
      expect.stringMatching(/^PATCHBAY_TRUSTED_PROXIES must be the addresses of your reverse proxies/),
    ])
  })
})

describe('PATCHBAY_PUBLIC_URL', () => {
  it('may be one origin', () => {
    expect(readConfig({ PATCHBAY_PUBLIC_URL: 'https://Patchbay.example:443/' }).publicUrls).toEqual([
      { region: null, origin: 'https://patchbay.example' },
    ])
  })

  it('may be several, each with the name of its region', () => {
    const env = { PATCHBAY_PUBLIC_URL: 'na=https://a.example, eu=https://b.example:8443' }
    expect(readConfig(env).publicUrls).toEqual([
      { region: 'na', origin: 'https://a.example' },
      { region: 'eu', origin: 'https://b.example:8443' },
    ])
  })

  it.each([
    'patchbay.example',
    'https://patchbay.example/console',
    'https://patchbay.example/?a=1',
    'https://patchbay.example/#a',
    'https://admin:pass@patchbay.example',
    'ftp://patchbay.example',
    'https://a.example,https://b.example',
    'na=https://a.example,',
    'NA=https://a.example',
  ])('may not be %j', (value) => {
    expect(faultsOf({ PATCHBAY_PUBLIC_URL: value })).toEqual([
      expect.stringMatching(/^PATCHBAY_PUBLIC_URL must be an origin such as https:/),
    ])
  })

  it.each([
    ['http://localhost:4600', true],
    ['http://127.0.0.1:4600', true],
    ['http://[::1]:4600', true],
    ['https://patchbay.example', false],
    ['http://localhost.attacker.example', false],
    ['na=http://localhost:4600,eu=https://b.example', false],
  ])('%s switches the sandbox on: %s', (value, isOn) => {
    expect(readConfig({ PATCHBAY_PUBLIC_URL: value }).sandbox !== null).toBe(isOn)
    const asked = { PATCHBAY_PUBLIC_URL: value, PATCHBAY_SANDBOX: 'on' }
    expect(readConfig(asked).sandbox).toEqual({ port: 4610 })
    expect(readConfig({ ...asked, PATCHBAY_SANDBOX: 'off' }).sandbox).toBeNull()
  })
})
