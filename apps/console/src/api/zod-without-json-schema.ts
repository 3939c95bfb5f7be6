/**
 * Stands in for zod's JSON Schema modules in the bundle, see vite.config.ts. Their parts are looked up only when a schema
 * is asked for its JSON Schema, which the console never does.
 */
const unavailable = () => () => {
  throw new TypeError('JSON Schema is not part of the console')
}

export const createToJSONSchemaMethod = unavailable
export const createStandardJSONSchemaMethod = unavailable
export const toJSONSchema = unavailable()
