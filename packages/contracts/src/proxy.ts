import * as z from 'zod'
import { endpoint } from './endpoint.ts'

/** Answers of the application pass through as they are; those of Patchbay's own making carry this header. */
export const ownErrorHeader = 'Patchbay-Error'
export const requestIdHeader = 'Patchbay-Request-Id'

/** Any method: what is said here of GET holds for all of them. */
export const proxyRequest = endpoint({
  method: 'GET',
  path: '/api/connections/:id/proxy/:path',
  summary:
    'Any method: the request goes to the application, below the connection’s base URL, with its credentials put in; ' +
    'errors of Patchbay itself carry Patchbay-Error: 1',
  permission: 'proxy',
  limits: 'id',
  params: z.object({ id: z.string().max(100), path: z.string() }),
  reply: z.unknown(),
  status: 200,
  errors: [
    'not_found',
    'not_authorized_yet',
    'malformed_request',
    'too_slow',
    'application_failed',
    'application_unreachable',
    'application_timeout',
    'too_busy',
    'shutting_down',
  ],
})
