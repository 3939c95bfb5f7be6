import { Outlet, useMatches } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { focusNewPage } from './page-focus.ts'

interface Titled {
  title?: string
}

/** Names the browser's tab after the innermost route that has a title. */
function useDocumentTitle(): void {
  const title = useMatches({
    select: (matches) =>
      matches
        .map((match) => {
          if (match.status === 'notFound') return 'Not found'
          return (match.loaderData as Titled | undefined)?.title ?? match.staticData.title
        })
        .findLast((each) => each !== undefined),
  })
  useEffect(() => {
    document.title = title === undefined ? 'Patchbay' : `${title} · Patchbay`
  }, [title])
}

/** After a navigation the focus goes to the new page's heading; panes and dialogs look after their own. */
function usePageFocus(): void {
  const page = useMatches({
    select: (matches) => matches.findLast((match) => match.staticData.overlay !== true)?.pathname ?? '',
  })
  const shown = useRef<string | null>(null)
  useEffect(() => {
    const before = shown.current
    shown.current = page
    if (before === null || before === page) return undefined
    return focusNewPage()
  }, [page])
}

export function Root() {
  useDocumentTitle()
  usePageFocus()
  return <Outlet />
}
