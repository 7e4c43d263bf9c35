// Bundles the command line, the library and the child processes into dist/, with the schema validator compiled ahead.
import { execFileSync } from 'node:child_process';
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

/**
 * What takes long to load and what `validate` has no need of as a rule, although code that it loads names it: Node's own
 * modules, and the full parsers of YAML and XML. Each is loaded at the first use of what it exports.
 */
const lazyModules = {
  name: 'lazy-modules',
  setup(api) {
    api.onResolve(
      { filter: /^(node:child_process|node:crypto|yaml|fast-xml-parser)$/ },
      ({ path, namespace }) => {
        if (namespace !== 'lazy-modules') return { path, namespace: 'lazy-modules' };
        return path.startsWith('node:') ? { path, external: true } : undefined;
      },
    );
    api.onLoad({ filter: /.*/, namespace: 'lazy-modules' }, async ({ path }) => ({
      contents: Object.keys(await import(path))
        .filter((name) => name !== 'default')
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${path}').${name} });`,
        )
        .join('\n'),
      resolveDir: root,
    }));
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
// What generated services need too stays a package, so that Lintel and they load the same copy. The XML parser goes in
// all the same: it starts with `validate`, and one file loads faster than twenty.
const external = Object.keys(dependencies).filter((name) => name !== 'fast-xml-parser');
await build({
  ...common,
  entryPoints: { api: `${root}src/api.ts` },
  outdir: `${root}dist`,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external,
  plugins: [compiledSchema],
  banner,
});
// The command line is one script, loaded by bin/load-program.js: modules that are imported dynamically are in it as
// functions that nobody calls before.
await build({
  ...common,
  entryPoints: [`${root}src/cli/main.ts`],
  outfile: `${root}dist/lintel.cjs`,
  format: 'cjs',
  // A script made from a cache may not import(); what is external is required.
  supported: { 'dynamic-import': false },
  external,
  plugins: [compiledSchema, lazyModules],
  define: { ...common.define, 'import.meta.url': '$meta.url', 'import.meta.dirname': '__dirname' },
  banner: {
    js: `(function (exports, require, module, __filename, __dirname) {
const $meta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };`,
  },
  footer: { js: '})' },
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
execFileSync(process.execPath, [`${root}scripts/write-code-cache.mjs`], { stdio: 'inherit' });
