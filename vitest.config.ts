import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const pack = (path: string) => fileURLToPath(new URL(`./templates/typescript/${path}`, import.meta.url));

// These put a whole system under load, and judge how quickly it answers: nothing else may run beside them.
const simulations = [
  'test/simulate/simulate.test.ts',
  'test/e2e/simulate.test.ts',
  'test/e2e/authoring.test.ts',
  'test/e2e/published-contracts.test.ts',
];

// These spawn processes, change files under each other's eyes, or what is one for a process: each file has one of its own. All others share two,
// which saves loading the same modules for each file, two thirds of the time of them all.
const alone = [
  'templates/typescript/kit/test/trace-export.test.ts',
  'test/api/**',
  'test/bin/**',
  'test/cli/**',
  'test/e2e/**',
  'test/editor/**',
  'test/hostile/**',
  'test/pack-test/**',
  'test/simulate/**',
  'test/write/**',
];

const alias = {
  '@lintel/kit/testing': pack('kit/src/testing.ts'),
  '@lintel/kit': pack('kit/src/index.ts'),
  '@lintel/stand-in': pack('stand-in/src/index.ts'),
};
// Two cores: more workers than that only make the tests that spawn processes slower.
const beside = { maxWorkers: 2, sequence: { groupOrder: 0 } };
const common = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  setupFiles: ['test/support/seed-properties.ts'],
};

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...common,
          name: 'units',
          // The packs' own tests are copied into generated projects; here they run against the packs' sources.
          include: ['test/**/*.test.ts', 'templates/typescript/**/test/**/*.test.ts'],
          exclude: alone,
          isolate: false,
          ...beside,
        },
      },
      {
        resolve: { alias },
        test: {
          ...common,
          name: 'tests',
          include: alone.map((path) => (path.endsWith('**') ? `${path}/*.test.ts` : path)),
          exclude: simulations,
          ...beside,
        },
      },
      {
        resolve: { alias },
        test: {
          ...common,
          name: 'simulations',
          include: simulations,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
