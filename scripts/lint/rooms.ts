import type { OxlintOverride } from 'oxlint'

// Which room may import what (contracts <- applications <- oauth <- features <- app, and ui, api <- records <- features <- app).
// Of several entries that match a file, the last one's list replaces the others', so each says all of its own.

const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', '**/suite.ts', '**/testing/**']

const openidClient = { name: 'openid-client', message: 'Only oauth/ speaks OAuth.' }
const undici = { name: 'undici', message: 'Requests leave through outbound/.' }
const nodemailer = { name: 'nodemailer', message: 'Mails leave through outbound/.' }
const ssh = ['ssh2', 'socks'].map((name) => ({ name, message: 'Agents are met in gateway/.' }))
const express = { name: 'express', message: 'A rule knows no Express: HTTP belongs in routes.ts.' }
const ciphers = {
  name: 'node:crypto',
  importNames: ['createCipheriv', 'createDecipheriv', 'hkdf', 'hkdfSync'],
  message: 'Only vault/ sees a key.',
}
const files = ['node:fs', 'node:fs/promises'].map((name) => ({
  name,
  message: 'Files belong to stores/json, config.ts, static-files.ts, the key file and main.ts.',
}))
const all = [openidClient, undici, nodemailer, ciphers, ...ssh, ...files]

const otherFeatures = { regex: '^\\.\\./[a-z]', message: 'Features meet only in app.' }
const app = { regex: '^(\\.\\./)+app(/|\\.ts$)', message: 'app imports features, never the other way.' }

type Paths = (typeof openidClient | typeof ciphers)[]
type Patterns = ({ regex: string; message: string } | { group: string[]; message: string })[]

function room(place: string | string[], paths: Paths, patterns: Patterns = []): OxlintOverride {
  return {
    files: [place].flat(),
    excludeFiles: tests,
    rules: { 'no-restricted-imports': ['error', { paths, patterns }] },
  }
}

/** Nothing but these packages and what lies in the same workspace. */
function only(packages: string[], message: string) {
  const allowed = [...packages.flatMap((name) => [`!${name}`, `!${name}/**`]), '!./**', '!../**']
  return [{ group: ['**', ...allowed], message }]
}

function not(rooms: string, message: string) {
  return [{ regex: `^(\\.\\./)+(${rooms})(/|\\.ts$)`, message }, app]
}

const packages = [
  room('packages/contracts/src/**', [], only(['zod'], 'contracts import zod only.')),
  room(
    'packages/applications/src/**',
    [],
    only(['zod', '@patchbay/contracts'], 'applications import contracts and zod only.'),
  ),
  // It reads which files are there.
  room('packages/applications/src/catalogue.ts', []),
]

const storeKnows = not('features|oauth|http|outbound', 'A store knows no OAuth and no HTTP.')
const vaultKnows = not(
  'features|oauth|http|outbound|stores',
  'The vault knows keys, and nothing of their use.',
)
const httpMessage = 'http/ knows no feature, and of OAuth its errors only.'
const httpKnows = [
  ...not('features', httpMessage),
  { group: ['**/oauth/*', '!**/oauth/oauth-error.ts'], message: httpMessage },
]

const bff = [
  room('apps/bff/src/**', all),
  room(
    ['apps/bff/src/config.ts', 'apps/bff/src/main.ts', 'apps/bff/src/agent-package.ts'],
    [openidClient, undici, ciphers],
  ),
  // Maintenance: what it does is done to files.
  room(
    ['archive', 'migrations', 'control', 'commands'].map((name) => `apps/bff/src/${name}/**`),
    [openidClient, undici, nodemailer, ciphers, ...ssh],
    [app],
  ),
  room('apps/bff/src/http/**', all, httpKnows),
  room('apps/bff/src/http/static-files.ts', [openidClient, undici, ciphers], httpKnows),
  room('apps/bff/src/stores/**', all, storeKnows),
  room('apps/bff/src/stores/json/**', [openidClient, undici, ciphers], storeKnows),
  room('apps/bff/src/vault/**', [openidClient, undici, ...files], vaultKnows),
  // The key file and the ring that is read from it.
  room('apps/bff/src/vault/*key-*.ts', [openidClient, undici], vaultKnows),
  room(
    'apps/bff/src/outbound/**',
    [openidClient, ciphers, ...files],
    not('features|oauth|http|stores', 'outbound/ knows addresses, not what is asked of them.'),
  ),
  room(
    'apps/bff/src/gateway/**',
    [openidClient, undici, nodemailer, ciphers, ...files],
    not(
      'features|oauth|http|stores|records|credentials',
      'gateway/ carries requests, and knows nothing of them.',
    ),
  ),
  room(
    'apps/bff/src/traffic/**',
    all,
    not('features|oauth|http|stores|records|credentials', 'traffic/ counts, and knows nothing of what.'),
  ),
  room(
    'apps/bff/src/oauth/**',
    [undici, ciphers, express, ...files],
    not('features|http', 'oauth/ knows no feature and no HTTP server.'),
  ),
  room('apps/bff/src/features/**', [...all, express], [otherFeatures, app]),
  // express-rate-limit is a middleware, whatever it limits.
  room(['apps/bff/src/features/*/*{route,routes}.ts', 'apps/bff/src/features/*/*-limit.ts'], all, [
    otherFeatures,
    app,
  ]),
]

const console = [
  room(
    'apps/console/src/ui/**',
    [],
    [
      { regex: '^@patchbay/', message: 'The kit knows nothing of Patchbay.' },
      ...not('features|api|records', 'The kit knows nothing of Patchbay.'),
    ],
  ),
  room('apps/console/src/api/**', [], not('features|ui|records', 'api/ knows endpoints, not screens.')),
  room('apps/console/src/records/**', [], not('features', 'records/ is what the features have in common.')),
  room('apps/console/src/features/**', [], [otherFeatures, app]),
]

// It runs alone on machines of others: the less it is made of, the better.
const agent = [
  room(
    'apps/agent/src/**',
    [],
    only(
      ['ssh2', 'node:*', '@patchbay/contracts', '@patchbay/ssh'],
      'The agent imports ssh2, node: and what it shares with the gateway only.',
    ),
  ),
]

const configuration: OxlintOverride = {
  files: ['packages/*/src/**', 'apps/*/src/**'],
  excludeFiles: [...tests, 'apps/bff/src/config.ts', 'apps/*/src/main.ts', 'apps/bff/src/commands/**'],
  rules: { 'node/no-process-env': 'error' },
}

const codedErrors: OxlintOverride = {
  files: ['apps/bff/src/**'],
  excludeFiles: tests,
  rules: { 'patchbay/no-bare-error': 'error' },
}

const oneFetch: OxlintOverride = {
  files: ['apps/bff/src/**'],
  excludeFiles: tests,
  rules: { 'no-restricted-globals': ['error', { name: 'fetch', message: undici.message }] },
}

export const rooms = [configuration, codedErrors, oneFetch, ...packages, ...bff, ...console, ...agent]
