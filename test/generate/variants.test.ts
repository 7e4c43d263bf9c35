import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { referenceBlueprints } from '../../src/api/pack-tests.ts';
import { loadContract } from '../../src/contracts/load-contract.ts';
import { loadPack, packsIn } from '../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { HOSTILE_TEXTS } from '../../src/pack-test/hostile-texts.ts';
import { type OpenPlace, rewritableBlueprint, textsForAll } from '../../src/pack-test/rewritten-blueprint.ts';
import { createSource } from '../../src/source/source.ts';
import { temporaryFolders } from '../support/plans.ts';
import { variants } from './variants.ts';

const packs = packsIn('templates').map((name) => loadPack('templates', name));
const temporary = temporaryFolders();

function modelOf(text: string): Model {
  const load = (file: string) => loadContract(join('blueprints', 'mobile-integration'), file);
  const { model, diagnostics } = checkBlueprint(createSource('variant.blueprint.yaml', text), load);
  if (model === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return model;
}

const models = Object.values(variants).map(modelOf);

/** The blueprints that come with Lintel, as they are, and with hostile texts wherever one is taken, each in turn. */
const references = referenceBlueprints().flatMap((texts, at) => {
  const blueprint = rewritableBlueprint(texts);
  const hostile = textsForAll(
    blueprint,
    (_, place) => HOSTILE_TEXTS[(place + at) % HOSTILE_TEXTS.length] ?? '',
  );
  return [new Map<OpenPlace, string>(), hostile].map((values) => {
    const model = blueprint.modelWith(values);
    if (model === null) throw new Error(`${texts.path} has errors`);
    return values.size === 0 ? model : { ...model, name: `${model.name}-hostile` };
  });
});

/** Writes what is generated side by side and returns the folder; each has its files but for `omitted`. */
function writeAll(omitted: string, written: readonly Model[] = models, root = temporary()): string {
  for (const model of written) {
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

/** What a linter can say of code that nobody would have written by hand, beside what Biome recommends. */
const STRICT = {
  complexity: { useLiteralKeys: 'off', noUselessFragments: 'error', noUselessConstructor: 'error' },
  correctness: {
    noUnusedImports: 'error',
    noUnusedVariables: 'error',
    noUnusedFunctionParameters: 'error',
    noUnusedPrivateClassMembers: 'error',
    noUndeclaredVariables: 'error',
  },
  style: {
    useImportType: 'error',
    useExportType: 'error',
    useConst: 'error',
    useTemplate: 'error',
    useShorthandAssign: 'error',
    noUselessElse: 'error',
    noNonNullAssertion: 'error',
  },
  suspicious: {
    noExplicitAny: 'error', // A script of k6 has no other way to say something.
    noConsole: { level: 'error', options: { allow: ['warn'] } },
    noEvolvingTypes: 'error',
  },
};

test('every variant and every blueprint, hostile ones too, is formatted and free of findings of a strict linter', () => {
  // One configuration for all: Biome takes no other below it.
  const text = sharedFile('biome.json').replaceAll(/"!(?=backends|load)/g, '"!*/*/');
  const { linter, ...configuration } = JSON.parse(text);
  expect(linter.rules.complexity).toEqual({ useLiteralKeys: 'off' });
  // Above what is checked, for its own layout is of no interest.
  const folder = temporary();
  writeFileSync(
    join(folder, 'biome.json'),
    JSON.stringify({
      ...configuration,
      javascript: { ...configuration.javascript, globals: ['__ENV'] },
      linter: { rules: STRICT },
    }),
  );
  const root = writeAll('biome.json', [...models, ...references], join(folder, 'all'));
  expect(run(root, 'biome', 'check', '--error-on-warnings', '--colors=off', '.')).toEqual([0, '']);
});

test('the strict linter finds what it is to find', () => {
  const root = temporary();
  writeFileSync(join(root, 'biome.json'), JSON.stringify({ linter: { rules: STRICT } }));
  writeFileSync(join(root, 'a.ts'), "import { b } from './b.ts';\nexport const c: any = 1;\n");
  const [exitCode, said] = run(root, 'biome', 'lint', '--colors=off', '.');
  expect([exitCode, /noUnusedImports/.test(said), /noExplicitAny/.test(said)]).toEqual([1, true, true]);
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
