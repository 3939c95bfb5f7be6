import type { ApplicationDefinition } from '@patchbay/applications/definition'
import type { Application } from '@patchbay/contracts/applications'
import { createContext, useContext } from 'react'

export interface FormSubject {
  definition: ApplicationDefinition
  /** What only the server knows of the application; undefined until it has answered. */
  application: Application | undefined
  /** Null while the connection is not saved. */
  connectionId: string | null
  /** Names of the secrets that the server has. */
  storedSecrets: readonly string[]
}

const FormSubjectContext = createContext<FormSubject | null>(null)
export const FormSubjectProvider = FormSubjectContext.Provider

export function useFormSubject(): FormSubject {
  const subject = useContext(FormSubjectContext)
  if (subject === null) throw new Error('FormSubjectProvider is missing above this component')
  return subject
}
