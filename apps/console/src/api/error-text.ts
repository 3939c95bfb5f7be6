import { isApiError } from './api-error.ts'

export interface ErrorText {
  title: string
  detail: string
  code: string
}

/** What to say of any error that was caught: what happened, what to do, and the code for whoever needs it. */
export function errorText(error: unknown): ErrorText {
  if (isApiError(error)) return { title: error.title, detail: error.detail, code: error.code }
  return {
    title: 'Something went wrong on this page',
    detail: 'Try again. If it stays, reload the page.',
    code: error instanceof Error ? error.name : 'unknown',
  }
}
