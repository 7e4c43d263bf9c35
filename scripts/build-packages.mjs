// Bundles each package that generated services need into one file, dist/packages/<name>.js: hundreds of small files would take
// three times as long to load, in every host process of a simulation.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const packages = [
  '@opentelemetry/api',
  'fast-xml-parser',
  'fastify',
  'jose',
  'jsonata',
  'kysely',
  'lru-cache',
  'pino',
  'undici',
];

/** Packages written as CommonJS ask for `require` when they load Node's own modules. */
export const banner = {
  js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
};

/** Writes the packages into a folder. Their exports are named one by one, since those of CommonJS cannot be passed on as a whole. */
export async function buildPackages(outdir) {
  const exported = new Map();
  for (const name of packages) {
    const module = await import(name);
    exported.set(
      name,
      Object.keys(module).filter((key) => /^[A-Za-z_$][\w$]*$/.test(key)),
    );
  }
  const entries = {
    name: 'entries',
    setup(api) {
      api.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice(6), namespace: 'entry' }));
      api.onLoad({ filter: /.*/, namespace: 'entry' }, ({ path }) => ({
        contents: entryOf(path, exported.get(path)),
        resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      }));
    },
  };
  await build({
    entryPoints: Object.fromEntries(packages.map((name) => [name, `entry:${name}`])),
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // Without the bundlers' own `module`, so that the same files are taken as Node takes.
    conditions: [],
    legalComments: 'none',
    banner,
    plugins: [entries],
  });
}

function entryOf(name, keys) {
  const lines = [`import * as all from ${JSON.stringify(name)};`];
  for (const [at, key] of keys.entries()) {
    lines.push(`const v${at} = all[${JSON.stringify(key)}]; export { v${at} as ${key} };`);
  }
  return lines.join('\n');
}

/** Returns the esbuild plugin by which the hosts, one folder beside, load these same files. */
export function usePackages() {
  return {
    name: 'use-packages',
    setup(api) {
      api.onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
        kind !== 'entry-point' && packages.includes(path)
          ? { path: `../packages/${path}.js`, external: true }
          : undefined,
      );
    },
  };
}
