import type { Endpoint } from '@patchbay/contracts/endpoint'
import { isPermitted } from '@patchbay/contracts/roles'
import type { SessionCaller } from './caller.ts'
import { HttpProblem } from './http-problem.ts'

/** Holds a user to their role. @throws HttpProblem `not_permitted` */
export function checkRole({ permission }: Endpoint, { role }: SessionCaller): void {
  if (isPermitted(role, permission)) return
  const who = isPermitted('admin', permission) ? 'an admin or an owner' : 'an owner'
  throw new HttpProblem('not_permitted', `Your role is ${role}; this is for ${who}. Ask one to do it.`)
}
