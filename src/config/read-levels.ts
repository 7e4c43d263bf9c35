import { relative } from 'node:path';
import { asText, entriesAt, itemsAt } from '../blueprint/fields.ts';
import type { RuleInfo } from '../diagnostics/stage-rules.ts';
import { isStageRule } from '../diagnostics/stage-rules.ts';
import type { Glob, Separator } from '../source/glob.ts';
import type { MapEntry, MapNode } from '../source/parsed-document.ts';
import type { Layer } from './collect-layers.ts';
import { LEVELS, type Level, type Levels, type Override } from './config.ts';
import type { ConfigDocument, Reading } from './config-document.ts';

/** What levels are read with: the ids of every rule that they may speak of. */
interface LevelReading extends Reading {
  readonly ids: ReadonlySet<string>;
}

/** More exceptions than these are no exceptions. */
const MOST_OVERRIDES = 200;

/** Returns the levels of all layers together. Unknown rules, and rules that have no level, are reported. */
export function readLevels(
  layers: readonly Layer[],
  rules: readonly RuleInfo[],
  from: Reading,
): { readonly levels: Levels; readonly overrides: readonly Override[] } {
  const reading = { ...from, ids: new Set(rules.map(({ id }) => id)) };
  const levels = new Map<string, Level>();
  const overrides: Override[] = [];
  for (const layer of layers) {
    if (layer.type === 'preset') {
      for (const { id, severity } of rules) if (!isStageRule(id)) levels.set(id, layer.preset(severity));
      continue;
    }
    const { document } = layer;
    for (const [id, level] of levelsIn(reading, document.root, 'rules')) levels.set(id, level);
    for (const [index, item] of itemsAt(document.root, 'overrides').entries()) {
      const path = `overrides.${index}`;
      if (overrides.length === MOST_OVERRIDES) {
        from.report({ message: `there are more than ${MOST_OVERRIDES} overrides`, span: item.span, path });
        break;
      }
      if (item.type === 'map') overrides.push(readOverride(reading, document, { item, path }));
    }
  }
  return { levels, overrides };
}

function levelsIn(reading: LevelReading, map: MapNode, path: string): Levels {
  const levels = new Map<string, Level>();
  for (const entry of entriesAt(map, 'rules')) {
    const level = LEVELS.find((one) => one === asText(entry.value));
    if (level === undefined || !mayBeSet(reading, entry, { level, path: `${path}.${entry.key}` })) continue;
    levels.set(entry.key, level);
  }
  return levels;
}

function mayBeSet(
  { ids, report, suggest }: LevelReading,
  { key, keySpan, value }: MapEntry,
  { level, path }: { readonly level: Level; readonly path: string },
): boolean {
  if (!ids.has(key)) {
    const hint = suggest(key, () => ids, 'the rules are');
    report({ message: `there is no rule "${key}"`, hint, span: keySpan, path });
    return false;
  }
  if (!isStageRule(key) || level === 'error') return true;
  report({
    message: `rule "${key}" cannot be set to "${level}"`,
    hint: 'a blueprint with such an error has no model, so nothing else can be said of it: it stays an error',
    span: value.span,
    path,
  });
  return false;
}

function readOverride(
  reading: LevelReading,
  { folder }: ConfigDocument,
  { item, path }: { readonly item: MapNode; readonly path: string },
): Override {
  if (!item.entries.has('files') && !item.entries.has('paths')) {
    const hint = 'say which files or which places it is for';
    reading.report({ message: 'an override has neither "files" nor "paths"', hint, span: item.span, path });
  }
  const files = globsAt(reading, item, { key: 'files', separator: '/', path });
  const places = globsAt(reading, item, { key: 'paths', separator: '.', path });
  return {
    isFor: (file, place) =>
      accepts(files, () => relative(folder, file).replaceAll('\\', '/')) && accepts(places, () => place),
    levels: levelsIn(reading, item, `${path}.rules`),
  };
}

/** No patterns accept everything. */
function accepts(globs: readonly Glob[] | null, text: () => string): boolean {
  if (globs === null) return true;
  const whole = text();
  return globs.some((glob) => glob.accepts(whole));
}

function globsAt(
  { report, compile }: Reading,
  item: MapNode,
  at: { readonly key: string; readonly separator: Separator; readonly path: string },
): readonly Glob[] | null {
  if (!item.entries.has(at.key)) return null;
  return itemsAt(item, at.key).flatMap((node, index) => {
    const result = compile(asText(node) ?? '', at.separator);
    if ('glob' in result) return [result.glob];
    const message = `the pattern "${asText(node)}" ${result.problem}`;
    report({ message, span: node.span, path: `${at.path}.${at.key}.${index}` });
    return [];
  });
}
