import type { Flow, Step } from '@patchbay/contracts/flows'
import { stepName } from './step-names.ts'

function ofStep(before: Step, after: Step, position: number): string[] {
  if (before.connectionId !== after.connectionId) {
    return [`Step ${position} uses ${after.connection?.name ?? 'no connection'} now.`]
  }
  return before.kind === after.kind ? [] : [`Step ${position} is a ${after.kind} now.`]
}

function orderOf(steps: readonly Step[], kept: ReadonlySet<string>): string {
  return steps
    .filter(({ id }) => kept.has(id))
    .map(({ id }) => id)
    .join(' ')
}

/** What another admin did to a flow since it was read, one sentence each. */
export function differences(seen: Flow, current: Flow): string[] {
  const before = new Map(seen.steps.map((step) => [step.id, step]))
  const after = new Map(current.steps.map((step) => [step.id, step]))
  const kept = new Set([...before.keys()].filter((id) => after.has(id)))
  return [
    ...(seen.name === current.name ? [] : [`It is called ${current.name} now.`]),
    ...seen.steps.flatMap((step, index) =>
      kept.has(step.id) ? [] : [`Step ${index + 1}, ${stepName(step)}, was removed.`],
    ),
    ...current.steps.flatMap((step, index) => {
      const old = before.get(step.id)
      if (old === undefined) return [`${kindOf(step)} was added as step ${index + 1}.`]
      return ofStep(old, step, index + 1)
    }),
    ...(orderOf(seen.steps, kept) === orderOf(current.steps, kept) ? [] : ['The steps have another order.']),
  ]
}

function kindOf(step: Step): string {
  return step.connection === null ? `An empty ${step.kind}` : `The ${step.kind} ${step.connection.name}`
}
