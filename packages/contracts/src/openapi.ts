import * as z from 'zod'
import { endpoint } from './endpoint.ts'

export const getOpenApi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description (OpenAPI 3.1)',
  permission: 'read',
  limits: 'none',
  reply: z.record(z.string(), z.unknown()),
  status: 200,
  errors: [],
})
