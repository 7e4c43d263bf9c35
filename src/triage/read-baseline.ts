import { itemsAt, textAt } from '../blueprint/fields.ts';
import type { Finding } from '../diagnostics/findings.ts';
import { UserError } from '../diagnostics/user-error.ts';
import { parseYaml } from '../source/parse-yaml.ts';
import type { Node } from '../source/parsed-document.ts';
import { positionAt, type Source } from '../source/source.ts';
import { BASELINE_VERSION, ENTRY_KEYS, type WrittenEntry } from './baseline.ts';

const HINT = 'write it again: lintel validate --write-baseline FILE';

/** Returns the entries of a baseline file, in its order. Throws a UserError, with the place, for what is no baseline. */
export function readBaseline(source: Source): readonly WrittenEntry[] {
  const found: Finding[] = [];
  // JSON is YAML, and this reader knows where everything stands.
  const root = parseYaml(source, (finding) => found.push(finding), { noun: 'baseline', hint: HINT })?.root;
  const [first] = found;
  if (first !== undefined) throw broken(source, first.span.start, first.message);
  if (root?.type !== 'map') throw broken(source, 0, 'the file holds no baseline');
  const version = textAt(root, 'schemaVersion');
  if (version !== BASELINE_VERSION) {
    const what = version === null ? 'has no "schemaVersion"' : `has the schema version "${version}"`;
    throw broken(source, root.span.start, `it ${what}, not "${BASELINE_VERSION}"`);
  }
  if (root.entries.get('findings')?.value.type !== 'list') {
    throw broken(source, root.span.start, 'it has no list of "findings"');
  }
  return itemsAt(root, 'findings').map((node) => readEntry(node, source));
}

function readEntry(node: Node, source: Source): WrittenEntry {
  const [file, rule, path, message, reason, fingerprint] = ENTRY_KEYS.map((key) => {
    const text = node.type === 'map' ? textAt(node, key) : null;
    if (text === null) throw broken(source, node.span.start, `an entry has no text "${key}"`);
    return text;
  });
  if (reason?.trim() === '') throw broken(source, node.span.start, 'the "reason" of an entry is empty');
  return {
    file: file ?? '',
    rule: rule ?? '',
    path: path ?? '',
    message: message ?? '',
    reason: reason ?? '',
    fingerprint: fingerprint ?? '',
    span: node.span,
  };
}

function broken(source: Source, offset: number, message: string): UserError {
  const { line, column } = positionAt(source, offset);
  return new UserError('baseline', `${source.path}:${line}:${column}: this is no baseline: ${message}`, HINT);
}
