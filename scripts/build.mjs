// Bundles the command line, the library and the child processes into dist/, with the schema validator compiled ahead.
import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { banner, buildPackages, usePackages } from './build-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { version, dependencies } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  define: { LINTEL_VERSION: JSON.stringify(version) },
};

const { compileSchemaStandalone, compileSchemaVerdictFirst } = await importSource(
  'src/blueprint/compile-standalone.ts',
);
const rooms = ['blueprint', 'config'];

async function schemaOfRoom(room) {
  return (await importSource(`src/${room}/schema/index.ts`))[`${room}Schema`]();
}

/**
 * Compiling a schema with ajv at every start would cost 200 ms: a module that does it is replaced by its result. In the room
 * `<room>` it is `compiled-schema.ts`, and the schema is what `<room>Schema` of `schema/index.ts` returns.
 */
function compiledSchema(compile) {
  return {
    name: 'compiled-schema',
    setup(api) {
      api.onLoad({ filter: /src[\\/]\w+[\\/]compiled-schema\.ts$/ }, async ({ path }) => {
        const room = basename(dirname(path));
        return { contents: compile(await schemaOfRoom(room), room), loader: 'js', resolveDir: root };
      });
    },
  };
}

/** Parsers that are not needed as a rule (`handlebars` for templates of users): files of their own, so that there is less to load with it. */
const rareParsers = ['yaml', 'jsonata', 'handlebars', '@rgrove/parse-xml'];

/**
 * What takes long to load and what `validate` has no need of as a rule, although code that it loads names it: Node's own
 * modules and the full parsers. Each is loaded at the first use of what it exports.
 */
const lazyModules = {
  name: 'lazy-modules',
  setup(api) {
    api.onResolve(
      { filter: /^(node:child_process|node:crypto|node:v8|yaml|@rgrove\/parse-xml|jsonata|handlebars)$/ },
      ({ path, namespace }) => {
        if (namespace !== 'lazy-modules') return { path, namespace: 'lazy-modules' };
        // As bin/lintel.js sees it, whose `require` the bundle has.
        if (rareParsers.includes(path)) return { path: `../dist/parsers/${path}.cjs`, external: true };
        return path.startsWith('node:') ? { path, external: true } : undefined;
      },
    );
    api.onLoad({ filter: /.*/, namespace: 'lazy-modules' }, async ({ path }) => {
      const imported = await import(path);
      // A CommonJS module may be a function and nothing else, or an object that Node does not look into.
      const module = path === 'handlebars' ? imported.default : imported;
      const contents =
        typeof module.default === 'function'
          ? `module.exports = (...given) => require('${path}')(...given);`
          : Object.keys(module)
              .filter((name) => name !== 'default')
              .map(
                (name) =>
                  `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('${path}').${name} });`,
              )
              .join('\n');
      return { contents, resolveDir: root };
    });
  },
};

/**
 * Compiling the templates of the packs that come with Lintel takes longer than rendering them: the module that has none of
 * them compiled is replaced by one that has all. Each is found by the hash of its text, so one that was changed since, or
 * that is a user's, is compiled when it is used.
 */
function compiledTemplates(contentsOf) {
  return {
    name: 'compiled-templates',
    setup(api) {
      api.onLoad({ filter: /src[\\/]generate[\\/]render[\\/]built-templates\.ts$/ }, () => ({
        contents: contentsOf(),
        loader: 'js',
        resolveDir: root,
      }));
    },
  };
}

async function compileTemplates() {
  const { compileToCode, hashOf } = await importSource('src/generate/render/compile-template.ts');
  const names = (await readdir(`${root}templates`, { recursive: true })).filter((name) =>
    name.endsWith('.hbs'),
  );
  const texts = await Promise.all(names.sort().map((name) => readFile(`${root}templates/${name}`, 'utf8')));
  const members = [...new Set(texts)].map((text) => `'${hashOf(text)}': ${compileToCode(text)}`);
  return `{${members.join(',\n')}}`;
}

/** `init` asks nothing that would take an editor, and what that question needs is nine tenths of inquirer's size. */
const withoutEditor = {
  name: 'without-editor',
  setup(api) {
    api.onResolve({ filter: /^@inquirer\/editor$/ }, ({ path }) => ({ path, namespace: 'without-editor' }));
    api.onLoad({ filter: /.*/, namespace: 'without-editor' }, () => ({ contents: 'export default null' }));
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

await rm(`${root}dist`, { recursive: true, force: true });
await buildPackages(`${root}dist/packages`);
const templates = await compileTemplates();
// What generated services need too stays a package, so that Lintel and they load the same copy. The parsers of XML and
// JSONata are made one file each all the same: it loads faster than twenty.
const bundled = ['@rgrove/parse-xml', 'jsonata'];
const external = Object.keys(dependencies).filter((name) => !bundled.includes(name));
await build({
  ...common,
  entryPoints: { api: `${root}src/api.ts` },
  outdir: `${root}dist`,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  external,
  plugins: [
    compiledSchema(compileSchemaStandalone),
    compiledTemplates(() => `const templates = ${templates}; export const builtTemplates = () => templates;`),
  ],
  banner,
});
/** Leaves out of the command line all but `validate`, so that there is less to load for it. */
const onlyValidate = {
  name: 'only-validate',
  setup(api) {
    api.onLoad({ filter: /src[\\/]cli[\\/]commands[\\/]index\.ts$/ }, () => ({
      contents: `import { registerValidate } from './validate.ts';
        export const commands = [registerValidate];`,
      loader: 'ts',
      resolveDir: `${root}src/cli/commands`,
    }));
  },
};

for (const name of rareParsers) {
  await build({
    ...common,
    entryPoints: [fileURLToPath(import.meta.resolve(name))],
    outfile: `${root}dist/parsers/${name}.cjs`,
    format: 'cjs',
  });
}
await build({
  ...common,
  stdin: { contents: `module.exports = ${templates};` },
  outfile: `${root}dist/parsers/templates.cjs`,
  format: 'cjs',
});
const templatesWhenAsked = compiledTemplates(
  () => `export const builtTemplates = () => require('../dist/parsers/templates.cjs');`,
);
for (const room of rooms) {
  await build({
    ...common,
    stdin: { contents: compileSchemaStandalone(await schemaOfRoom(room)) },
    outfile: `${root}dist/shapes/${room}.cjs`,
    format: 'cjs',
  });
}
// Most documents have the right shape: what words their mistakes is loaded where there is one.
const shapes = compiledSchema((schema, room) =>
  compileSchemaVerdictFirst(schema, `../dist/shapes/${room}.cjs`),
);
// The command line is one script, loaded by bin/lintel.js: modules that are imported dynamically are in it as
// functions that nobody calls before. `validate`, which runs most often and is done first, has a script of its own.
for (const [name, plugins] of [
  ['lintel', []],
  ['validate', [onlyValidate]],
]) {
  await build({
    ...common,
    entryPoints: [`${root}src/cli/start.ts`],
    outfile: `${root}dist/${name}.cjs`,
    format: 'cjs',
    // A script made from a cache may not import(); what is external is required.
    supported: { 'dynamic-import': false },
    external: [...external, '../dist/parsers/*', '../dist/shapes/*'],
    plugins: [shapes, lazyModules, templatesWhenAsked, withoutEditor, ...plugins],
    define: { ...common.define, 'import.meta.url': '$meta.url', 'import.meta.dirname': '__dirname' },
    banner: {
      js: `(function (exports, require, module, __filename, __dirname) {
const $meta = { get url() { return require('node:url').pathToFileURL(__filename).href; } };`,
    },
    footer: { js: '})' },
  });
}
await build({
  ...common,
  entryPoints: {
    'service-host': `${root}src/simulate/fleet/service-host.ts`,
    'device-host': `${root}src/simulate/devices/device-host.ts`,
    'stage-thread': `${root}src/write/ahead/stage-thread.ts`,
  },
  outdir: `${root}dist/hosts`,
  splitting: true,
  external: ['libsql'],
  plugins: [usePackages()],
  banner,
});
for (const name of ['validate', 'lintel']) {
  execFileSync(process.execPath, [`${root}scripts/write-code-cache.mjs`, name], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
