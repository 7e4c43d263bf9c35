import { resolve } from 'node:path';
import { textAt } from '../blueprint/fields.ts';
import { type Patch, readPatches } from '../blueprint/read-patches.ts';
import { type Diagnostic, orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { RuleInfo } from '../diagnostics/stage-rules.ts';
import { createSuggest } from '../diagnostics/suggest.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { compileGlob } from '../source/glob.ts';
import { collectLayers, type Layer } from './collect-layers.ts';
import type { Config } from './config.ts';
import { type Reading, reportInto } from './config-document.ts';
import type { ProjectFiles } from './project-files.ts';
import { readCustomRules } from './read-custom-rules.ts';
import { readLevels } from './read-levels.ts';
import { readPacks } from './read-packs.ts';

/** A thousand elements and a hundred rules with patterns take a quarter of it, and all of it takes about a second. */
const PATTERN_BUDGET = 100_000_000;

/** A configuration, or all that is wrong with it, in order. */
export type LoadedConfig =
  | { readonly config: Config }
  | { readonly config: null; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads a configuration file (absolute) and what it extends. `catalogue` are the rules that Lintel has by itself. Throws a
 * UserError where the file is not there.
 */
export function loadConfig(path: string, files: ProjectFiles, catalogue: readonly RuleInfo[]): LoadedConfig {
  const read = files.read(path);
  if ('problem' in read) {
    const hint = read.isMissing ? 'check the name and the current folder' : read.hint;
    throw new UserError('config', `the configuration "${files.nameOf(path)}" ${read.problem}`, hint);
  }
  const found: Diagnostic[] = [];
  const report = reportInto(found);
  const budget = { left: PATTERN_BUDGET };
  const reading: Reading = {
    report,
    suggest: createSuggest(),
    compile: (pattern, separator) => compileGlob(pattern, separator, budget),
  };
  const layers = collectLayers({ path, source: read.source }, files, report);
  const custom = readCustomRules(layers, new Set(catalogue.map(({ id }) => id)), reading);
  const { levels, overrides } = readLevels(layers, [...catalogue, ...custom], reading);
  const patches = onceEach(
    layers.flatMap((layer) => (layer.type === 'file' ? readPatches(layer.document.root, report) : [])),
  );
  if (found.length > 0) return { config: null, diagnostics: orderDiagnostics(found) };
  const packs = readPacks(layers);
  return { config: { path, levels, overrides, custom, patches, packs, baseline: baselineOf(layers) } };
}

/** A file that is extended twice has its patches made once, where it comes last. */
function onceEach(patches: readonly Patch[]): readonly Patch[] {
  const placeOf = ({ span }: Patch) => `${span.source.path}:${span.start}`;
  const last = new Map(patches.map((patch) => [placeOf(patch), patch]));
  return patches.filter((patch) => last.get(placeOf(patch)) === patch);
}

/** The last one that is named, relative to the file that names it. */
function baselineOf(layers: readonly Layer[]): string | null {
  const named = layers.flatMap((layer) => {
    const name = layer.type === 'file' ? textAt(layer.document.root, 'baseline') : null;
    return name === null || layer.type === 'preset' ? [] : [resolve(layer.document.folder, name)];
  });
  return named.at(-1) ?? null;
}
