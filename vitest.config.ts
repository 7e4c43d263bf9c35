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

const alias = {
  '@lintel/kit/testing': pack('kit/src/testing.ts'),
  '@lintel/kit': pack('kit/src/index.ts'),
  '@lintel/stand-in': pack('stand-in/src/index.ts'),
};
const timeouts = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...timeouts,
          name: 'tests',
          // The packs' own tests are copied into generated projects; here they run against the packs' sources.
          include: ['test/**/*.test.ts', 'templates/typescript/**/test/**/*.test.ts'],
          exclude: simulations,
          // Two cores: more workers than that only make the tests that spawn processes slower.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        resolve: { alias },
        test: {
          ...timeouts,
          name: 'simulations',
          include: simulations,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
