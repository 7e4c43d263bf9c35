import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { loadPack } from '../../src/generate/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';
import { temporaryFolders } from '../support/plans.ts';
import { variants } from './variants.ts';

const packs = ['typescript', 'compose', 'kubernetes'].map((name) => loadPack('templates', name));
const temporary = temporaryFolders();

function modelOf(text: string): Model {
  const load = (file: string) => loadContract(join('blueprints', 'mobile-integration'), file);
  const { model, diagnostics } = checkBlueprint(createSource('variant.blueprint.yaml', text), load);
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

const models = Object.values(variants).map(modelOf);

/** Writes what is generated for every variant side by side and returns the folder; each has its files but for `omitted`. */
function writeAll(omitted: string): string {
  const root = temporary();
  for (const model of models) {
    for (const { path, content } of planFiles(model, packs).files) {
      if (path === omitted) continue;
      const file = join(root, model.name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
  return root;
}

function run(root: string, tool: string, ...args: readonly string[]): readonly [number | undefined, string] {
  const bin = join(process.cwd(), 'node_modules', '.bin', tool);
  const { exitCode, all } = execaSync(bin, args, { cwd: root, reject: false, all: true });
  return [exitCode, exitCode === 0 ? '' : all];
}

/** Returns the text of a file that every variant has alike. */
function sharedFile(path: string): string {
  const texts = models.map(
    (model) => planFiles(model, packs).files.find((file) => file.path === path)?.content,
  );
  expect(new Set(texts).size).toBe(1);
  return texts[0] ?? '';
}

test('every variant is formatted and free of findings of the linter', () => {
  // One configuration for all: Biome takes no other below it.
  const configuration = sharedFile('biome.json').replace('"!backends/', '"!*/backends/');
  const root = writeAll('biome.json');
  writeFileSync(join(root, 'biome.json'), configuration);
  expect(run(root, 'biome', 'check', '--error-on-warnings', '--colors=off', '.')).toEqual([0, '']);
});

test('every variant type-checks, its tests included', () => {
  const root = writeAll('');
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
  const { compilerOptions } = JSON.parse(sharedFile('tsconfig.base.json'));
  const paths = models.flatMap((model) => pathsOf(model));
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        ...compilerOptions,
        composite: false,
        declaration: false,
        declarationMap: false,
        sourceMap: false,
        noEmit: true,
        allowImportingTsExtensions: true,
        rewriteRelativeImportExtensions: false,
        paths: Object.fromEntries(paths),
      },
      include: ['*/**/*.ts'],
      exclude: ['node_modules'],
    }),
  );
  expect(run(root, 'tsc', '--noEmit', '-p', '.')).toEqual([0, '']);
});

/** Where the modules of a generated project are, before they are built and linked. */
function pathsOf(model: Model): readonly (readonly [string, readonly string[]])[] {
  const manifests = planFiles(model, packs).files.filter(({ path }) => /^.+\/package\.json$/.test(path));
  return manifests.flatMap(({ path, content }) => {
    const { name, exports } = JSON.parse(content);
    const targets: Readonly<Record<string, { readonly default: string }>> = exports;
    return Object.entries(targets).map(([key, target]) => {
      const source = target.default.replace('./dist/', '').replace(/\.js$/, '.ts');
      return [name + key.slice(1), [`./${model.name}/${dirname(path)}/src/${source}`]] as const;
    });
  });
}
