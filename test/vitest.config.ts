import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * Three projects, run one after the other. `unit` holds what stands beside the code and the contract suites: all files share
 * their workers (`isolate: false`), because no room does work or keeps state at import time, and a fresh worker for each
 * file would cost more than the tests. `across` starts processes, browsers and kills, so its files run one at a time, each
 * in its own process, and may take minutes. `flow on kafka and mongodb` is the flow once more, on the other back end.
 */
export default defineConfig({
  test: {
    // Engines are shared by the whole run; nothing starts before a test asks for one.
    globalSetup: [join(import.meta.dirname, 'engines/engine-run.ts')],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'services/*/src/**/*.test.ts',
            'infra/*/src/**/*.test.ts',
            'test/{,architecture/}*.test.ts',
            'test/bench/**/*.test.ts',
            'test/{contracts,deployment,engines,fixtures,hostile}/**/*.test.ts',
          ],
          setupFiles: [join(import.meta.dirname, 'fix-seed.ts')],
          pool: 'forks',
          // Printed at every connection of kafkajs, and harmless.
          execArgv: ['--disable-warning=TimeoutNegativeWarning'],
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'flow on kafka and mongodb',
          include: ['test/flow/*.test.ts', 'test/flow/access/**/*.test.ts'],
          setupFiles: [join(import.meta.dirname, 'flow/support/on-distributed.ts')],
          pool: 'forks',
          execArgv: ['--disable-warning=TimeoutNegativeWarning'],
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'across',
          include: ['test/{flow,faults,browser}/**/*.test.ts'],
          // The one test that wants a Docker engine, where .ci/run found and said that there is none.
          exclude: process.env.RECALLWIRE_TEST_DOCKER_HOST === 'none' ? ['test/flow/compose/**'] : [],
          pool: 'forks',
          // Printed at every connection of kafkajs, and harmless.
          execArgv: ['--disable-warning=TimeoutNegativeWarning'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
