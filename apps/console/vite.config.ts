import react from '@vitejs/plugin-react'
import { type Plugin, defineConfig } from 'vite'

const bff = `http://127.0.0.1:${process.env['PATCHBAY_PORT'] ?? '4600'}`

// Nothing is painted before the entry has set the theme, where the browser knows how to wait (not yet Firefox), so that a
// theme other than the system's does not flash. The text font comes along, so that no word is drawn twice.
const firstPaint: Plugin = {
  name: 'first-paint',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const font = Object.keys(bundle).find((name) => /inter-latin-.*\.woff2$/.test(name))
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${font}` }
      return {
        html: html.replace('<script type="module" ', '<script type="module" blocking="render" '),
        tags: font === undefined ? [] : [{ tag: 'link', attrs, injectTo: 'head' }],
      }
    },
  },
}

export default defineConfig({
  plugins: [react(), firstPaint],
  resolve: {
    alias: [
      // zod's schemas carry the means to describe themselves as JSON Schema, which only the server does. Without them
      // the first page is 5 KB lighter.
      {
        find: /^\.\.\/core\/(to-json-schema|json-schema-processors)\.js$/,
        replacement: `${import.meta.dirname}/src/api/zod-without-json-schema.ts`,
      },
    ],
  },
  build: {
    target: ['chrome123', 'edge123', 'firefox121', 'safari17.5'],
    // The server's policy is `default-src 'self'`: neither data: URIs nor an inline script would load.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Left to itself the bundler makes two dozen tiny files for the first page. What every page needs is one file, and
    // so are the parts of the kit that the lists and the sign-in need.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|@tanstack\/(?!.*virtual)[^/]+|zod)\/|packages\/contracts\/src\/(?!(account|agent-program|agents|configuration|connection-uses|flows|import-tokens|integrations|invitations|notifications|passkeys|proxy|sign-in-links|totp|traffic|user-sessions|users|webhooks)\.)|vite\/preload-helper|console\/src\/api\/(?!account\.|agent-query|browser-name|session-line)/,
            },
            {
              name: 'page',
              test: /console\/src\/ui\/(announce|badge|button|class-names|control|empty-state|error-state|filter-select|icons|monogram|notice|relative-time|search-field|skeleton|spinner|table|theme|visually-hidden)\./,
            },
            {
              name: 'field',
              test: /@base-ui\/react\/field\/|console\/src\/ui\/(field|secret-field|text-field)\./,
            },
            {
              // What the pages of connections and the parts of the form have in common, without what that needs in turn.
              name: 'form',
              test: /features\/connections\/(form-context|form-values|counting-parts|use-connecting|use-form-values|use-server|use-authorization|use-authorization-outcome|authorize-popup|use-popup-watch|scope-tokens|connection-form\.module|authorization-panel\.module)\.|applications\/src\/rules\/(settings-schema|field-schema|secrets|scopes|addresses|given-value|conditions|client-source|auth-types)\.|ui\/(use-close-overlay|use-return-focus|code-token|segmented)\./,
              includeDependenciesRecursively: false,
            },
            {
              name: 'issuer',
              test: /features\/connections\/(issuer-control|server-summary|scopes-text|register-part)\.|features\/iclients\/register-client\./,
              includeDependenciesRecursively: false,
            },
            {
              name: 'seldom',
              test: /features\/connections\/(agent-control|discard-dialog|save-failures|token-host-dialog|typed-values|reauthorization|saved-notices)/,
              includeDependenciesRecursively: false,
            },
            {
              // The create pane over the list, and what it has in common with the one over a flow and with the edit pane:
              // one file is smaller than the three that the bundler would make.
              name: 'create',
              test: /console\/src\/app\/(create-connection-route|pane-parts)\.|features\/connections\/(address-control|advanced-section|application-(failure|list)\.|apply-to|auth-type-part|built-in-client|callback-url|connection-(form|pane)\.tsx|create-connection-pane|draft|field-message|flag-control|form-(faults|notices|part|views)|iclient-part|leads-to|overrides-hint|pane-|pasted-address|sandbox-offer|scopes-part|secret-control|setting-control|setup-help|token-host(-notice)?\.ts|use-(connection-form|connection-pane|form-view|name-first|save-connection|token-host)\.)|ui\/(section|suggest-field)\./,
              includeDependenciesRecursively: false,
            },
            {
              name: 'overlay',
              test: /@base-ui\/react\/(dialog|select|checkbox|collapsible)\/|react-hook-form|console\/src\/ui\/(collapsible|copy-button|copy-field|drawer|icon-button|select|checkbox)\./,
            },
          ],
        },
      },
    },
  },
  server: {
    host: 'localhost',
    port: 5173,
    strictPort: true,
    // Host and Origin stay the browser's, which the server compares with its public URL, the one of this
    // server. The expressions keep the console's own pages, such as /connections, out of it.
    proxy: {
      '^/(api|connection|downloads|sign-in-link)/': { target: bff, changeOrigin: false },
      '^/sign-in/oidc': { target: bff, changeOrigin: false },
      '^/(healthz|readyz|metrics)(\\?|$)': { target: bff, changeOrigin: false },
    },
  },
})
