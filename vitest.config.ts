import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const pack = (path: string) => fileURLToPath(new URL(`./templates/typescript/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      '@lintel/kit/testing': pack('kit/src/testing.ts'),
      '@lintel/kit': pack('kit/src/index.ts'),
      '@lintel/stand-in': pack('stand-in/src/index.ts'),
    },
  },
  test: {
    // The packs' own tests are copied into generated projects; here they run against the packs' sources.
    include: ['test/**/*.test.ts', 'templates/typescript/**/test/**/*.test.ts'],
    // Two cores: more workers than that only make the tests that spawn processes slower.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
