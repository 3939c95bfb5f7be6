import { useNavigate, useSearch } from '@tanstack/react-router'
import type { FormView } from './form-views.ts'

/** Which view of the form is open: part of the address, so that a reload keeps it. */
export function useFormView() {
  const search = useSearch({ strict: false })
  const view: FormView = search.view === 'http' ? 'http' : 'simple'
  const navigate = useNavigate()

  function show(next: FormView): void {
    void navigate({
      to: '.',
      search: (previous) => ({ ...previous, view: next === 'http' ? next : undefined }),
      state: (previous) => previous,
      replace: true,
      resetScroll: false,
    })
  }

  return { view, show }
}
