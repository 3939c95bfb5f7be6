import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Connecting } from './counting-parts.ts'
import type { Intent } from './form-faults.ts'
import { connectionQueries } from './queries.ts'
import { type TokenHost, foreignTokenHost, sameTokenHost } from './token-host.ts'
import { issuerOf } from './use-server.ts'

/** Thrown where the answer to a question must come first. */
export class UnconfirmedTokenHost extends Error {
  readonly host: TokenHost

  constructor(host: TokenHost) {
    super(`unconfirmed token host ${host.token}`)
    this.name = 'UnconfirmedTokenHost'
    this.host = host
  }
}

/** Before a secret goes to another host than the issuer's, the admin is asked; once for each pair of hosts. */
export function useTokenHost(definition: ApplicationDefinition, saved: Connecting) {
  const client = useQueryClient()
  const confirmed = useRef<TokenHost[]>([])
  const [question, setQuestion] = useState<{ host: TokenHost; intent: Intent } | null>(null)

  function hostOf(values: Connecting): TokenHost | null {
    const { queryKey } = connectionQueries.server(issuerOf(definition, values) ?? '')
    return foreignTokenHost(definition, values, client.getQueryData(queryKey))
  }

  function unconfirmed(values: Connecting): TokenHost | null {
    const host = hostOf(values)
    const known = [...confirmed.current, hostOf(saved)]
    return known.some((each) => sameTokenHost(each, host)) ? null : host
  }

  /** The server may not have been asked yet. @throws UnconfirmedTokenHost */
  async function require(values: Connecting): Promise<void> {
    const issuer = issuerOf(definition, values)
    const options = connectionQueries.server(issuer ?? '')
    const isRefused = client.getQueryState(options.queryKey)?.status === 'error'
    if (issuer !== null && !isRefused) await client.prefetchQuery(options)
    const host = unconfirmed(values)
    if (host !== null) throw new UnconfirmedTokenHost(host)
  }

  return {
    question,
    unconfirmed,
    require,
    ask: (host: TokenHost, intent: Intent) => setQuestion({ host, intent }),
    answer(isAllowed: boolean) {
      if (isAllowed && question !== null) confirmed.current.push(question.host)
      setQuestion(null)
    },
  }
}
