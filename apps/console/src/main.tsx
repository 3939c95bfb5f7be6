import './api/zod-without-eval.ts'
import './ui/global.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient, router } from './app/router.tsx'
import { Announcer } from './ui/announce.tsx'
import { applyTheme, readThemeChoice } from './ui/theme.ts'

applyTheme(readThemeChoice())

const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Announcer />
      </QueryClientProvider>
    </StrictMode>,
  )
}
