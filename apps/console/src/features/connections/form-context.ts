import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import { createContext, useContext } from 'react'

export interface FormSubject {
  definition: ApplicationDefinition
  /** What only the server knows of the application; undefined until it has answered. */
  application: Application | undefined
  /** As it is saved; null while it is not. */
  connection: Connection | null
}

const FormSubjectContext = createContext<FormSubject | null>(null)
export const FormSubjectProvider = FormSubjectContext.Provider

export function useFormSubject(): FormSubject {
  const subject = useContext(FormSubjectContext)
  if (subject === null) throw new Error('FormSubjectProvider is missing above this component')
  return subject
}
