import type { ApplicationDefinition } from '../definition.ts'

export type ApplicationModule = Readonly<Record<string, ApplicationDefinition>>

/** The one application that each file exports; by name, but for what takes every other's place. */
export function inOrder(modules: readonly ApplicationModule[]): readonly ApplicationDefinition[] {
  const all = modules.flatMap((each) => Object.values(each))
  return all.toSorted(
    (left, right) =>
      Number(left.isAnyOther ?? false) - Number(right.isAnyOther ?? false) ||
      left.name.localeCompare(right.name, 'en'),
  )
}
