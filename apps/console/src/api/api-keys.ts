/** Where all that is known of API keys is kept: a connection that takes the place of another does so in keys as well. */
export const apiKeysKey = ['api-keys'] as const
