import * as z from 'zod'

/** Records a page when the caller does not say. */
export const defaultPageSize = 50
export const maxPageSize = 200

/** The query members that every list takes. */
export const pageQuery = {
  q: z.string().trim().max(200).optional().describe('Words that must all occur in the name'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the previous page'),
  limit: z.coerce.number().int().min(1).max(maxPageSize).default(defaultPageSize),
}

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe('Pass as `cursor` for the next page; null on the last'),
    total: z.number().int().describe('How many match in all'),
  })
}

export const idParams = z.object({ id: z.string().max(100) })

export const timestamp = z.iso.datetime().describe('ISO 8601, UTC')

/** The name an admin gives a record: 1 to 200 characters, unique within its kind whatever the case. */
export const recordName = z
  .string('Write a name.')
  .normalize('NFC')
  .trim()
  .min(1, 'Write a name.')
  .max(200, 'Write a name of at most 200 characters.')
  // oxlint-disable-next-line no-control-regex -- control characters are what this refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'Write a name without line breaks or control characters.')

/** The version a change is based on; a stale one is refused with 409. */
export const recordVersion = z.int('Pass the version that you read.').min(1)
