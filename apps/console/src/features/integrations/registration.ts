import { isApiError } from '../../api/api-error.ts'
import { errorText } from '../../api/error-text.ts'

/** A connection that was ticked. */
export interface Choice {
  readonly id: string
  readonly name: string
}

export interface Refusal extends Choice {
  readonly reason: string
  /** Another try is of no use. */
  readonly isGone: boolean
}

export function withChoice(chosen: readonly Choice[], choice: Choice, ticked: boolean): readonly Choice[] {
  const others = chosen.filter(({ id }) => id !== choice.id)
  return ticked ? [...others, choice] : others
}

/** @returns those that could not be registered, with the reason of each */
export async function registerEach(
  choices: readonly Choice[],
  register: (choice: Choice) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<Refusal[]> {
  const refused: Refusal[] = []
  for (const [index, choice] of choices.entries()) {
    try {
      await register(choice)
    } catch (error) {
      refused.push({ ...choice, reason: errorText(error).detail, isGone: isApiError(error, 'not_found') })
    }
    onProgress(index + 1)
  }
  return refused
}

const named = 3

/** The first names of a list, and how many there are beside. */
export function namesText(choices: readonly Choice[]): string {
  const more = choices.length - named
  const names = choices.slice(0, named).map(({ name }) => name)
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ')
}
