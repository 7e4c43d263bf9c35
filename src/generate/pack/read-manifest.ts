import { suggest } from '../../diagnostics/suggest.ts';
import { parseYaml } from '../../source/parse-yaml.ts';
import type { MapEntry, MapNode, Node } from '../../source/parsed-document.ts';
import type { Source } from '../../source/source.ts';
import { whyUnsafe } from '../safe-path.ts';
import {
  allowKeys,
  entriesOf,
  flagAt,
  itemsOf,
  type Located,
  mapOf,
  textAt,
  textOf,
} from './manifest-nodes.ts';
import { type Condition, type EntrySource, SUBJECTS, type Subject } from './pack.ts';
import { packMistake } from './pack-mistake.ts';
import type { PackOption } from './pack-options.ts';
import { readOption } from './read-option.ts';

/** What `pack.yaml` says, before any other file is read. */
export interface Manifest {
  readonly name: Located;
  readonly title: string;
  readonly targets: readonly string[];
  /** Name of a pack, or the way to a folder. */
  readonly extends: Located | null;
  /** Outputs that are not taken over from the pack that is extended. */
  readonly without: readonly Located[];
  readonly versions: Readonly<Record<string, string>>;
  readonly options: readonly PackOption[];
  readonly entries: readonly ManifestEntry[];
}

export interface ManifestEntry {
  readonly for: Subject;
  readonly when: readonly Condition[];
  readonly source: EntrySource;
  readonly output: Located;
  readonly executable: boolean;
}

const KEYS = ['name', 'title', 'targets', 'extends', 'without', 'versions', 'options', 'entries'];
const ENTRY_KEYS = ['for', 'when', 'template', 'copy', 'output', 'executable'];
const MOST_ENTRIES = 500;
const MOST_OPTIONS = 100;
const WORDS = { noun: 'pack', hint: 'start with "name:"; docs/packs.md shows a whole one' };
const NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const NAME_FORM = 'lower-case letters, digits and hyphens';

/** Returns what a manifest says. Throws a UserError `pack` with the place of the first mistake in it. */
export function readManifest(source: Source): Manifest {
  const document = parseYaml(
    source,
    ({ span, message, hint }) => {
      throw packMistake(span, message, hint ?? null);
    },
    WORDS,
  );
  // Unless it is a map, something was reported.
  if (document?.root.type !== 'map') throw new Error(`${source.path} is no map`);
  const { root } = document;
  allowKeys(root, KEYS);
  return {
    name: nameAt(root, 'name'),
    title: textAt(root, 'title').value,
    targets: targetsOf(root),
    extends: root.entries.has('extends') ? textAt(root, 'extends') : null,
    without: withoutOf(root),
    versions: versionsOf(root),
    options: entriesOf(root, 'options', MOST_OPTIONS).map(readOption),
    entries: itemsOf(root, 'entries', MOST_ENTRIES).map(entryOf),
  };
}

function entryOf(node: Node): ManifestEntry {
  const map = mapOf(node, 'an entry');
  allowKeys(map, ENTRY_KEYS);
  const template = map.entries.get('template');
  const copy = map.entries.get('copy');
  if ((template === undefined) === (copy === undefined)) {
    throw packMistake(
      (template ?? copy)?.keySpan ?? map.span,
      'an entry has either "template" or "copy"',
      'a template is rendered; a file, or a folder with all in it, is copied as it is',
    );
  }
  const type = template === undefined ? 'copy' : 'template';
  const path = textAt(map, type);
  const unsafe = whyUnsafe(path.value);
  if (unsafe !== null)
    throw packMistake(
      path.span,
      `"${path.value}" is no path in the folder of the pack: ${unsafe}`,
      'name a file below pack.yaml, with forward slashes',
    );
  return {
    for: subjectOf(textAt(map, 'for')),
    when: entriesOf(map, 'when', MOST_OPTIONS).map(conditionOf),
    source: { type, path: path.value, span: path.span },
    output: textAt(map, 'output'),
    executable: flagAt(map, 'executable'),
  };
}

function conditionOf({ key, keySpan, value }: MapEntry): Condition {
  if (value.type === 'scalar' && value.value !== null)
    return { field: key, wanted: value.value, span: keySpan };
  throw packMistake(value.span, `what "${key}" must be is a text, a number, true or false`);
}

function subjectOf({ value, span }: Located): Subject {
  const subject = SUBJECTS.find((known) => known === value);
  if (subject !== undefined) return subject;
  throw packMistake(
    span,
    `an entry cannot be for "${value}"`,
    suggest(value, SUBJECTS, 'it can be for') ?? null,
  );
}

function targetsOf(root: MapNode): readonly string[] {
  const targets = itemsOf(root, 'targets', MOST_OPTIONS).map((node) => textOf(node, 'a target'));
  const wrong = targets.find(({ value }) => !NAME.test(value));
  if (wrong !== undefined) throw packMistake(wrong.span, `a target is a word of ${NAME_FORM}`);
  if (targets.length > 0) return targets.map(({ value }) => value);
  const span = root.entries.get('targets')?.keySpan ?? root.span;
  throw packMistake(span, 'a pack names what it makes', 'add targets, such as "targets: [docs]"');
}

function withoutOf(root: MapNode): readonly Located[] {
  const without = root.entries.get('without');
  if (without === undefined) return [];
  if (!root.entries.has('extends'))
    throw packMistake(without.keySpan, '"without" is for a pack that extends another', 'add "extends"');
  return itemsOf(root, 'without', MOST_ENTRIES).map((node) => textOf(node, 'an output'));
}

function versionsOf(root: MapNode): Readonly<Record<string, string>> {
  const versions = entriesOf(root, 'versions', MOST_ENTRIES);
  return Object.fromEntries(
    versions.map(({ key, value }) => [key, textOf(value, `the version of "${key}"`).value]),
  );
}

function nameAt(map: MapNode, key: string): Located {
  const name = textAt(map, key);
  if (NAME.test(name.value)) return name;
  throw packMistake(name.span, `the name of a pack has ${NAME_FORM}, up to 63`);
}
