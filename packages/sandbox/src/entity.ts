export type FieldValue = string | number | boolean | null

export interface EntityType {
  name: string
  /** The fields that name a record, in the order in which they stand in its path. */
  keys: readonly string[]
  /** JSON Schema of each field's value. */
  fields: Readonly<Record<string, { type: 'string' | 'number' | 'integer' | 'boolean'; format?: string }>>
  records: readonly Readonly<Record<string, FieldValue>>[]
}

export const text = { type: 'string' } as const
export const decimal = { type: 'number', format: 'decimal' } as const
export const flag = { type: 'boolean' } as const
export const dateTime = { type: 'string', format: 'date-time' } as const
