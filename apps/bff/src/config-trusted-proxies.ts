import { isIP } from 'node:net'
import * as z from 'zod'

/** Ranges that Express has names for. */
const words = ['loopback', 'linklocal', 'uniquelocal']

/** Never all addresses: then everybody would say from where they come. A number of hops is none either. */
function isRange(entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return false
  if (length === undefined) return true
  return /^[1-9]\d{0,2}$/.test(length) && Number(length) <= (version === 4 ? 32 : 128)
}

const entries = (text: string) => text.split(',').map((entry) => entry.trim())

/** `PATCHBAY_TRUSTED_PROXIES`, in the form that Express's `trust proxy` takes. */
export const trustedProxies = z
  .string()
  .transform(entries)
  .refine(
    (list) => list.every((entry) => words.includes(entry) || isRange(entry)),
    'must be the addresses of your reverse proxies, such as 10.0.0.5,fd00::/64, or loopback, linklocal or uniquelocal',
  )
