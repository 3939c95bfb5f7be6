import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where `npm run build` leaves our own agent, as a package for npx. */
export const builtAgentPackage = join(import.meta.dirname, '../../agent/dist/patchbay-agent.tgz')

/** Where it is downloaded from. */
export const agentPackagePath = '/downloads/patchbay-agent.tgz'

/** null: it is not built. */
export function agentPackageUrl(publicUrl: string, file: string): string | null {
  return existsSync(file) ? new URL(agentPackagePath, publicUrl).href : null
}
