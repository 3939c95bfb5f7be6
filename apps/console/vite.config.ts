import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const bff = `http://127.0.0.1:${process.env['PATCHBAY_PORT'] ?? '4600'}`

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // The server's policy is `default-src 'self'`: neither data: URIs nor an inline script would load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    host: 'localhost',
    port: 5173,
    strictPort: true,
    // Host and Origin stay the browser's, which the server compares with its public URL, the one of this
    // server. The expressions keep the console's own pages, such as /connections, out of it.
    proxy: {
      '^/(api|connection)/': { target: bff, changeOrigin: false },
      '^/(healthz|readyz|metrics)(\\?|$)': { target: bff, changeOrigin: false },
    },
  },
})
