/** Where all that is known of integrations is kept: a change of a connection shows in the steps that use it. */
export const integrationsKey = ['integrations'] as const
