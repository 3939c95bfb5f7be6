import { isIP } from 'node:net'

/** Where a connection goes to, or may go to: in a rule `*` stands for any host, and `null` for any port. */
export interface Target {
  readonly host: string
  readonly port: number
}

export interface Rule {
  readonly host: string
  readonly port: number | null
}

const form = /^(?:\[(?<bracketed>[^\]]+)\]|(?<plain>[^:[\]]+)):(?<port>\*|\d{1,5})$/
const name = /^(?:\*|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)$/

/** `host:port`, where the port, or the host, or both may be `*`; null: it is not that. */
export function parseRule(text: string): Rule | null {
  const { bracketed, plain, port } = form.exec(text)?.groups ?? {}
  const host = canonicalHost(bracketed ?? plain ?? '')
  if (bracketed === undefined ? !name.test(host) : isIP(host) !== 6 || host.includes('%')) return null
  if (port === '*') return { host, port: null }
  const number = Number(port)
  return number >= 1 && number <= 65_535 ? { host, port: number } : null
}

export function isAllowed(rules: readonly Rule[], target: Target): boolean {
  const host = canonicalHost(target.host)
  return rules.some(
    (rule) => (rule.host === '*' || rule.host === host) && (rule.port === null || rule.port === target.port),
  )
}

export function showTarget({ host, port }: Rule | Target): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port ?? '*'}`
}

/** One spelling for what means the same: names know no case, and IPv6 addresses have many forms. */
function canonicalHost(host: string): string {
  if (isIP(host) === 6 && !host.includes('%')) return new URL(`http://[${host}]`).hostname.slice(1, -1)
  return host.toLowerCase().replace(/\.$/, '')
}
