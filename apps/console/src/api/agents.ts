/** Where all that is known of agents is kept: a change of a connection's changes how often one is used. */
export const agentsKey = ['agents'] as const
