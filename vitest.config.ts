import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
    // Much of it is waiting, for processes and timers, so two cores have room for three.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A busy machine is slow, not wrong.
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
    // The authorization servers of tests hold their state in memory on purpose.
    onConsoleLog: (log) => !/oidc-provider.* (WARNING|NOTICE)/.test(log),
  },
})
