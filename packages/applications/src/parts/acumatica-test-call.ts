import { endpointUrl, instanceOf } from './acumatica-address.ts'
import type { Settings, TestAnswer, TestContext, TestStep } from '../definition.ts'

interface EntityEndpoint {
  name: string
  version: string
}

function endpointsIn(body: unknown): EntityEndpoint[] | null {
  const endpoints = (body as { endpoints?: unknown } | null)?.endpoints
  if (!Array.isArray(endpoints)) return null
  return endpoints.filter(
    (each): each is EntityEndpoint => typeof each?.name === 'string' && typeof each?.version === 'string',
  )
}

function missingEndpoint(endpoints: EntityEndpoint[], settings: Settings): string | null {
  const { endpointName: name = '', endpointVersion: version = '' } = settings
  const same = endpoints.filter((each) => each.name.toLowerCase() === name.toLowerCase())
  if (same.some((each) => each.version === version)) return null
  if (same.length > 0) {
    const versions = same.map((each) => each.version).join(', ')
    return `The instance has no version ${version} of the endpoint ${name}. It has ${versions}.`
  }
  const names = [...new Set(endpoints.map((each) => each.name))].slice(0, 10).join(', ')
  return `The instance has no endpoint named ${name}. It has ${names}.`
}

/** Answers without a token, so it tells a wrong address from a wrong sign-in (APPLICATIONS: `GET {inst}/entity`). */
const reachInstance: TestStep = {
  authenticated: false,
  url: ({ settings }) => `${instanceOf(settings)}/entity`,
  fault({ status, body }, { settings }) {
    if (status === 404) return 'There is no Acumatica instance at this Instance URI. Check its path.'
    // Some instances close the list to the anonymous; the next step tells then.
    if (status === 401 || status === 403) return null
    if (status !== 200) return `The instance answered ${status} to its endpoint list.`
    const endpoints = endpointsIn(body)
    if (endpoints === null)
      return 'What answers at the Instance URI is not Acumatica’s web service. Check its path.'
    return missingEndpoint(endpoints, settings)
  },
}

function tokenFault(status: number, what: string): string | null {
  if (status === 200) return null
  if (status === 401) return 'The instance refused the access token. Authorize again.'
  if (status === 403) return `Authorized, but the signed-in user is not allowed to ${what}.`
  return `The instance answered ${status} when asked to ${what}.`
}

const readContract: TestStep = {
  authenticated: true,
  url: ({ settings }) => `${endpointUrl(settings)}/swagger.json`,
  fault: ({ status }) => tokenFault(status, 'read the endpoint’s contract'),
}

/** `/Customer` rather than `/Customer/{id}` or `/Customer/ReleaseFromHold`. */
function firstEntityPath(answer: TestAnswer | undefined): string | null {
  const paths = (answer?.body as { paths?: Record<string, unknown> } | null)?.paths
  if (typeof paths !== 'object' || paths === null) return null
  return Object.keys(paths).find((path) => /^\/[A-Za-z0-9_]+$/.test(path)) ?? null
}

const readOneRecord: TestStep = {
  authenticated: true,
  url({ settings, answers }: TestContext) {
    return `${endpointUrl(settings)}${firstEntityPath(answers.at(-1)) ?? '/Customer'}?$top=1`
  },
  fault: ({ status }) => tokenFault(status, 'read a record'),
}

export const acumaticaTestCall: readonly TestStep[] = [reachInstance, readContract, readOneRecord]
