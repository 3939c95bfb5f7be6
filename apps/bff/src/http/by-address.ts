import { ipKeyGenerator, type Options } from 'express-rate-limit'
import { addressOf } from './browser.ts'

/** What limits of an address have in common. Of IPv6 a network is one, since a machine has as many as it likes. */
export const byAddress = {
  keyGenerator: (request) => ipKeyGenerator(addressOf(request) ?? ''),
  // Who is believed is a setting; what others say of their address is no mistake to warn of.
  validate: { xForwardedForHeader: false, forwardedHeader: false },
  standardHeaders: false,
  legacyHeaders: false,
} satisfies Partial<Options>
