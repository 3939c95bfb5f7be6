/** What an agent is most often put beside. */
export const usualTarget = 'acumatica.local:443'

const written = /^(\*|\[[\da-f:.]+\]|[\da-z][\w.-]*):(\*|\d{1,5})$/i

function ofAddress(address: string): string | null {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return null
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`
}

/** Host and port of a server, given so or by an address there; null where it is neither. */
export function readTarget(text: string): string | null {
  const trimmed = text.trim()
  const [, host, port] = written.exec(trimmed) ?? []
  if (host === undefined || port === undefined) return ofAddress(trimmed)
  return port === '*' || (Number(port) > 0 && Number(port) < 65_536) ? `${host}:${port}` : null
}
