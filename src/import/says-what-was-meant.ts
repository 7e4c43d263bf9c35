import { block, blockList, writeYaml } from '../init/yaml-text.ts';
import { parsePlainYaml } from '../source/parse-plain-yaml.ts';
import { type MapNode, toPlain } from '../source/parsed-document.ts';
import type { Addition } from './insert-entries.ts';

/** True if a text says what a tree says, and what was added to it, and nothing else. */
export function saysWhatWasMeant(text: string, root: MapNode, additions: readonly Addition[]): boolean {
  let meant: unknown = toPlain(root);
  for (const addition of additions) meant = withAdded(meant, addition.path, plainOf(addition));
  try {
    return JSON.stringify(sorted(parsePlainYaml(text))) === JSON.stringify(sorted(meant));
  } catch {
    return false;
  }
}

function plainOf(addition: Addition): unknown {
  const written = 'entries' in addition ? block(addition.entries) : blockList(addition.items);
  return parsePlainYaml(writeYaml(written));
}

function withAdded(value: unknown, [key, ...rest]: readonly string[], added: unknown): unknown {
  if (key !== undefined) {
    const fields = fieldsOf(value);
    return { ...fields, [key]: withAdded(fields[key], rest, added) };
  }
  if (Array.isArray(added)) return [...(Array.isArray(value) ? value : []), ...added];
  return { ...fieldsOf(value), ...fieldsOf(added) };
}

function fieldsOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The order of keys is for readers. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
