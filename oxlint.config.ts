import { defineConfig } from 'oxlint'
import { rooms } from './scripts/lint/rooms.ts'

export default defineConfig({
  plugins: ['typescript', 'import', 'react', 'jsx-a11y', 'promise', 'unicorn', 'oxc', 'node'],
  jsPlugins: ['./scripts/lint/coded-errors.mjs'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['**/dist/**'],
  rules: {
    'max-depth': ['error', 3],
    'max-params': ['error', 3],
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'oxc/no-barrel-file': ['error', { threshold: 0 }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-console': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],

    // JSX needs no React in scope since React 17.
    'react/react-in-jsx-scope': 'off',
    // Style sheets, fonts and entry files are imported for what they do.
    'import/no-unassigned-import': 'off',
    // Express 5 forwards rejections.
    'oxc/no-async-endpoint-handlers': 'off',
    // One after the other is on purpose, most of the time.
    'no-await-in-loop': 'off',
    // Lists here are short: what reads well beats one allocation less.
    'oxc/no-map-spread': 'off',
    'unicorn/prefer-set-has': 'off',
    // Where a check is more than the compiler can follow (JSON, zod, generics), a cast says so.
    'typescript/no-unsafe-type-assertion': 'off',
    // `Record<never, never>` is how an endpoint says that it has none.
    'typescript/no-generated-empty-object-type': 'off',
    // The compiler's noImplicitReturns says it already, and knows effects without a cleanup.
    'typescript/consistent-return': 'off',
    // An effect may run on a change of what it does not read; a missing dependency is still found.
    'react/exhaustive-effect-dependencies': 'off',
    // No React Compiler runs here.
    'react/immutability': 'off',
    'react/incompatible-library': 'off',
    'react/preserve-manual-memoization': 'off',
    // A control gets its label from the field around it, which only axe sees, and it looks at every page.
    'jsx-a11y/control-has-associated-label': 'off',
    // role="status" is announced by more screen readers than <output>.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // The last then() of a chain has nothing to return.
    'promise/always-return': 'off',
  },
  overrides: [
    {
      // These are loaded by tools that take the default export.
      files: ['*.config.ts', 'apps/*/*.config.ts', 'scripts/lint/*.mjs', '**/enclosure-setup.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      // Their output is for a terminal.
      files: ['scripts/**', 'faults/run.ts', '**/main.ts', 'apps/bff/src/commands/**', 'packages/*/*.ts'],
      rules: { 'no-console': 'off' },
    },
    {
      // Express knows an error handler by its four parameters.
      files: ['apps/bff/src/http/problem-handler.ts'],
      rules: { 'max-params': ['error', 4] },
    },
    {
      // TanStack Query hands its callbacks up to five parameters, the context last.
      files: ['apps/console/src/**/{queries,*-queries}.ts'],
      rules: { 'max-params': ['error', 5] },
    },
    {
      // A helper reads best beside the one test that uses it.
      files: ['**/*.test.ts', '**/*.test.tsx', '**/test-*.ts'],
      rules: { 'unicorn/consistent-function-scoping': 'off' },
    },
    {
      // The columns of a table of cases.
      files: ['**/*.test.ts'],
      rules: { 'max-params': ['error', 6] },
    },
    ...rooms,
  ],
})
