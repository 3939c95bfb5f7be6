import { HttpProblem } from '../../http/http-problem.ts'

function refused(detail: string): HttpProblem {
  return new HttpProblem(
    'malformed_request',
    `${detail} Write the path as the application's API has it, below its base.`,
  )
}

/** What a server could read as a step up or as another segment, in whichever spelling (RFC 3986 sections 3.3 and 5.2.4). */
function checkSegment(segment: string): void {
  if (/%(?![0-9a-f]{2})/i.test(segment)) throw refused('A percent sign of the path is not part of an escape.')
  if (/%2f|%5c|\\/i.test(segment)) throw refused('A segment of the path holds a slash.')
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  if (/%00|%0a|%0d|[\u0000-\u0020\u007f]/i.test(segment)) throw refused('The path holds a control character.')
  const plain = segment.replaceAll(/%2e/gi, '.').split(';', 1)[0]
  if (plain === '..' || plain === '.') throw refused('The path leads up.')
}

/**
 * Where a request through a connection goes: always below the connection's base, whatever the path says.
 *
 * @param rest path and query after `/proxy`, as they came over the wire
 * @throws HttpProblem `malformed_request`
 */
export function targetUrl(base: string, rest: string): URL {
  if (rest.includes('#')) throw refused('A fragment (#) is not sent to a server.')
  const [path = '', ...query] = rest.split('?')
  const segments = path.split('/').slice(1)
  if (path !== '' && !path.startsWith('/')) throw refused('The path does not begin with a slash.')
  if (segments.slice(0, -1).includes('')) throw refused('The path holds an empty segment.')
  for (const segment of segments) checkSegment(segment)
  const search = query.length === 0 ? '' : `?${query.join('?')}`
  const url = URL.parse(base.replace(/\/+$/, '') + path + search)
  const root = new URL(base)
  const isBelow = url?.origin === root.origin && url.pathname.startsWith(root.pathname.replace(/\/+$/, ''))
  if (url === null || !isBelow || url.username !== '') throw refused('The path leads elsewhere.')
  return url
}
