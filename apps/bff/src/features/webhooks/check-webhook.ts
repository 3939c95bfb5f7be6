import { addressAdvice } from '../../credentials/address-advice.ts'
import type { Deps } from '../../deps.ts'
import { invalidValue } from '../../http/http-problem.ts'
import { checkUrl } from '../../outbound/address-rules.ts'

function requireAddress({ allow }: Pick<Deps, 'allow'>, address: string): void {
  const url = new URL(address)
  const verdict = checkUrl(url, allow)
  if (verdict.allowed) return
  throw invalidValue(
    'url',
    verdict.reason === 'credentials'
      ? 'Leave user name and password out of the address. Each message is signed instead.'
      : addressAdvice(verdict.reason, url),
  )
}

async function requireConnections({ records }: Pick<Deps, 'records'>, ids: readonly string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    if ((await records.connections.get(id)) === null) {
      throw invalidValue(`connectionIds.${at}`, `There is no connection “${id}”. It may have been deleted.`)
    }
  }
}

/** What cannot be reached or is not there is refused when it is saved. @throws HttpProblem `invalid_value` */
export async function checkWebhook(
  deps: Pick<Deps, 'allow' | 'records'>,
  {
    url,
    connectionIds,
  }: { readonly url?: string | undefined; readonly connectionIds?: readonly string[] | null | undefined },
): Promise<void> {
  if (url !== undefined) requireAddress(deps, url)
  await requireConnections(deps, connectionIds ?? [])
}
