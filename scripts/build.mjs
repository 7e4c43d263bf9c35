// Bundles the command line, the library and the child processes into dist/, with the schema validator compiled ahead.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { banner, buildPackages, usePackages } from './build-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));

/** Compiling the schema with ajv at every start would cost 200 ms: the module that does it is replaced by its result. */
const compiledSchema = {
  name: 'compiled-schema',
  setup(api) {
    api.onLoad({ filter: /src[\\/]blueprint[\\/]compiled-schema\.ts$/ }, async () => {
      const { compileSchemaStandalone } = await importSource('src/blueprint/compile-standalone.ts');
      return { contents: compileSchemaStandalone(), loader: 'js', resolveDir: root };
    });
  },
};

/** Loads a TypeScript module of this repository: bundled into memory, its packages left where they are. */
async function importSource(path) {
  const { outputFiles } = await build({
    ...common,
    entryPoints: [`${root}${path}`],
    packages: 'external',
    write: false,
    minify: false,
  });
  const code = outputFiles[0].text;
  return import(`data:text/javascript;base64,${Buffer.from(resolvePackages(code)).toString('base64')}`);
}

/** A data: URL has no folder of its own, so bare imports are made absolute. */
function resolvePackages(code) {
  return code.replaceAll(/\bfrom\s*"([^".:/][^":]*)"/g, (whole, name) =>
    name.startsWith('node:') ? whole : `from ${JSON.stringify(import.meta.resolve(name))}`,
  );
}

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  define: { LINTEL_VERSION: JSON.stringify(version) },
};

await rm(`${root}dist`, { recursive: true, force: true });
await buildPackages(`${root}dist/packages`);
await build({
  ...common,
  entryPoints: {
    cli: `${root}src/cli/main.ts`,
    api: `${root}src/api.ts`,
  },
  outdir: `${root}dist`,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // What generated services need too stays a package, so that Lintel and they load the same copy. The XML parser goes in
  // all the same: it starts with `validate`, and one file loads faster than twenty.
  external: Object.keys(dependencies).filter((name) => name !== 'fast-xml-parser'),
  plugins: [compiledSchema],
  banner,
});
await build({
  ...common,
  entryPoints: {
    'service-host': `${root}src/simulate/fleet/service-host.ts`,
    'device-host': `${root}src/simulate/devices/device-host.ts`,
  },
  outdir: `${root}dist/hosts`,
  splitting: true,
  external: ['libsql'],
  plugins: [usePackages()],
  banner,
});
