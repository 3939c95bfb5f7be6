/** Some settings have a field for each of the cases in which they count. */
export function oncePerName<Field extends { readonly name: string }>(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [field.name, field])).values()]
}
