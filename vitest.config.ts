import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const all = ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts']

// Files share processes, since each process loads the server anew, which is a third of the work. Those that change the clock or a
// global of their process, whose traces undici keeps, or that measure its memory, have one for themselves. So do the longest:
// what has a process of its own begins first.
const longest = [
  'properties',
  'crash',
  'flat-memory',
  'relay',
  'device',
  'notifications',
  'patience',
  'backup',
  'killed-*',
  'rogue-*',
]
const own = [
  ...globSync(all, { cwd: import.meta.dirname, exclude: ['**/node_modules'] }).filter((file) =>
    /useFakeTimers|setSystemTime|stubGlobal|memoryUsage/.test(
      readFileSync(`${import.meta.dirname}/${file}`, 'utf8'),
    ),
  ),
  ...longest.map((name) => `**/${name}.test.ts`),
]

export default defineConfig({
  test: {
    // Much of it is waiting, for processes and timers, so two cores have room for more.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A busy machine is slow, not wrong.
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    // The authorization servers of tests hold their state in memory on purpose.
    onConsoleLog: (log) => !/oidc-provider.* (WARNING|NOTICE)/.test(log),
    projects: [
      { extends: true, test: { name: 'own process', include: own, exclude: ['**/node_modules/**'] } },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: all,
          exclude: ['**/node_modules/**', ...own],
          isolate: false,
        },
      },
    ],
  },
})
