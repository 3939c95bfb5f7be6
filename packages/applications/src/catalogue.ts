import { acumatica } from './acumatica.ts'
import { certinia } from './certinia.ts'
import type { ApplicationDefinition } from './definition.ts'
import { exactOnline } from './exact-online.ts'
import { lexbizz } from './lexbizz.ts'
import { lightspeed } from './lightspeed.ts'

/** Every application that can be connected, in the order in which the console offers them. */
export const catalogue: readonly ApplicationDefinition[] = [
  lexbizz,
  acumatica,
  lightspeed,
  exactOnline,
  certinia,
]

export function findApplication(id: string): ApplicationDefinition | undefined {
  return catalogue.find((each) => each.id === id)
}
