/** The pane in which a step of a flow gets its connection. */
export function ConnectStepRoute() {
  return null
}
