import { acumatica } from './acumatica.ts'
import type { ApplicationDefinition } from './definition.ts'
import { lexbizz } from './lexbizz.ts'

/** Every application that can be connected, in the order in which the console offers them. */
export const catalogue: readonly ApplicationDefinition[] = [lexbizz, acumatica]

export function findApplication(id: string): ApplicationDefinition | undefined {
  return catalogue.find((each) => each.id === id)
}
