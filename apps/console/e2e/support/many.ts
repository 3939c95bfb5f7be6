import type { Api } from './fixtures.ts'

/** The name of one of many: `Branch 007`. */
export function numbered(number: number): string {
  return `Branch ${String(number).padStart(3, '0')}`
}

/** Drafts of both applications in turn, the even ones for lexbizz. */
export async function list250(api: Api): Promise<void> {
  const numbers = Array.from({ length: 250 }, (_, index) => index + 1)
  for (let from = 0; from < numbers.length; from += 25) {
    await Promise.all(
      numbers.slice(from, from + 25).map((number) =>
        api.call('POST', '/api/connections', {
          name: numbered(number),
          application: number % 2 === 0 ? 'lexbizz' : 'acumatica',
          authType: 'oauth2',
          settings: { instanceUri: 'https://erp.example.com' },
          scopes: ['api'],
        }),
      ),
    )
  }
}
