import type { StepPlace } from '@patchbay/contracts/integrations'

/** Where in its flow a step is. */
export function placeText({ position, kind }: StepPlace): string {
  return `step ${position}, ${kind}`
}

/** A step, told within its integration: "Orders, step 2, lookup". */
export function stepText(place: StepPlace): string {
  return `${place.flowName}, ${placeText(place)}`
}
