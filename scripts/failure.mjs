/** Something the reader can mend: its message is printed alone, without a stack. */
export class Failure extends Error {}

/** @param {unknown} error */
export function explain(error) {
  return error instanceof Failure ? error.message : error
}

/** @param {() => Promise<number>} steps resolves to the exit code */
export async function main(steps) {
  try {
    process.exitCode = await steps()
  } catch (error) {
    console.error(explain(error))
    process.exitCode = 1
  }
}
