/// <reference types="vite/client" />
import { type ApplicationModule, inOrder } from './rules/in-order.ts'

/** As `catalogue.ts`, for the bundler. */
export const catalogue = inOrder(
  Object.values(
    import.meta.glob<ApplicationModule>(['./*.ts', '!./catalogue*', '!./definition.ts', '!./*.test.ts'], {
      eager: true,
    }),
  ),
)

export function findApplication(id: string) {
  return catalogue.find((each) => each.id === id)
}
