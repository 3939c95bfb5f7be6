const recordId = /^(?:[a-z]+_[A-Za-z0-9_-]{1,64}|[0-9a-f]{1,128})$/

/** Ids become file names: only those that can be no path, no hidden file and no temporary file. */
export function isRecordId(id: unknown): id is string {
  return typeof id === 'string' && recordId.test(id)
}
