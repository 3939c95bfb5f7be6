import { readdirSync } from 'node:fs'
import { type ApplicationModule, inOrder } from './rules/in-order.ts'

/** The files beside this one are the catalogue, one an application; what they share is in `parts` and `rules`. */
const files = readdirSync(import.meta.dirname).filter((name) =>
  /^(?!catalogue|definition)[\w-]+\.ts$/.test(name),
)

/** Every application that can be connected, in the order in which the console offers them. */
export const catalogue = inOrder(
  await Promise.all(
    files.map((name) => import(/* @vite-ignore */ `./${name}`) as Promise<ApplicationModule>),
  ),
)

export function findApplication(id: string) {
  return catalogue.find((each) => each.id === id)
}
