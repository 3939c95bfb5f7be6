import type { SettingField } from '@patchbay/contracts/applications'

/** By what is odd about them. Each is good for some kinds of field, and bad for others. */
const texts: Readonly<Record<string, string>> = {
  nothing: '',
  spaces: '   ',
  '5,000 characters': 'x'.repeat(5_000),
  'two lines': 'one\ntwo',
  'a control character': 'one\u0007',
  emoji: '🧾 👩🏽‍💻',
  'right-to-left text': 'إكسل للمبيعات',
  markup: '<b>bold</b> & "quoted"',
  'an unknown option': 'no-such-option',
  'a script': 'javascript:alert(1)',
  'no scheme': 'erp.example.com/path',
  'a file': 'file:///etc/passwd',
  'a user and password': 'https://me:secret@example.com',
  'a fragment': 'https://example.com/#top',
  'a query': 'https://example.com/?a=1',
  'look-alike dots': 'https://example\u2024com',
  'a pasted base URL': 'https://example.com/entity/Default/20.200.001',
  'a way up': '../../users',
  'a parameter without a name': '=value',
  'a parameter of the protocol': 'client_id=other&grant_type=password',
}

const secretTexts: Readonly<Record<string, string>> = {
  '20,001 characters': 'x'.repeat(20_001),
  'a public key': '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
  'an encrypted key': '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----',
  'a certificate': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
}

/** What a program may write, though no form can. Left out: undefined. */
const otherThanText: Readonly<Record<string, unknown>> = {
  'left out': undefined,
  'a number': 5,
  true: true,
  null: null,
}

export type OddValue = readonly [what: string, value: unknown]

/**
 * Left out are addresses that only the server can judge, since its operator has the say: those by http, and private and
 * local ones. See refused-values.spec.ts and the server's own bad-address.test.ts. Left out too is what only reading a
 * key can tell, and which agents there are.
 */
export function oddValues({ kind }: Pick<SettingField, 'kind'>): OddValue[] {
  if (kind === 'agent') return Object.entries({ nothing: '', ...otherThanText })
  const isSecret = kind === 'secret' || kind === 'private-key'
  return Object.entries({ ...texts, ...(isSecret ? secretTexts : otherThanText) })
}

export const oddNames = Object.entries({ ...texts, '200 characters': '名'.repeat(200) })

export const oddLevels = [0, 1, 25, 26, 1.5, null]

export const oddScopes = Object.entries({ ...texts, '501 characters': 'x'.repeat(501) }).map(
  ([what, scope]) => [what, [scope]] as const,
)
