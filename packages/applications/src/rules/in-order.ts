import type { ApplicationDefinition } from '../definition.ts'
import { httpFields } from '../parts/http-fields.ts'

export type ApplicationModule = Readonly<Record<string, ApplicationDefinition>>

/** Every connection can say in the terms of OAuth itself what its application's file does not, or says otherwise. */
function withHttpFields(definition: ApplicationDefinition): ApplicationDefinition {
  return { ...definition, fields: [...definition.fields, ...httpFields] }
}

/** The one application that each file exports; by name, but for what takes every other's place. */
export function inOrder(modules: readonly ApplicationModule[]): readonly ApplicationDefinition[] {
  const all = modules.flatMap((each) => Object.values(each)).map(withHttpFields)
  return all.toSorted(
    (left, right) =>
      Number(left.isAnyOther ?? false) - Number(right.isAnyOther ?? false) ||
      left.name.localeCompare(right.name, 'en'),
  )
}
