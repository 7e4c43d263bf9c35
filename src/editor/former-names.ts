import type { TextEdit } from '../diagnostics/diagnostic.ts';
import { documentIndex } from '../diagnostics/document-index.ts';
import { insertEntry, removeEntry } from '../diagnostics/edits.ts';
import { contentEnd } from '../diagnostics/entry-lines.ts';
import type { MapEntry, Node } from '../source/parsed-document.ts';
import type { Span } from '../source/source.ts';

/** What an element is called, and what it is to be called. */
export interface NewName {
  readonly from: string;
  readonly to: string;
  /** True where something was generated for it under the name that it has. */
  readonly wasGenerated: boolean;
}

/**
 * Returns the edits that let an element, whose key has this span, say in `formerly` what it was called when it was generated: its old name
 * comes in, and the new one, where it had that before, goes out. None where its text cannot be edited so.
 */
export function formerNameEdits(key: Span, { from, to, wasGenerated }: NewName): readonly TextEdit[] {
  const element = documentIndex(key.source)?.byKey.get(key.start)?.entry.value;
  if (element?.type !== 'map') return [];
  const written = element.entries.get('formerly');
  const before = written === undefined ? [] : textsOf(written.value);
  const kept = before.filter((name) => name !== to && name !== from);
  const names = wasGenerated ? [...kept, from] : before.filter((name) => name !== to);
  if (names.length === before.length && names.every((name, at) => name === before[at])) return [];
  const edit = written === undefined ? added(key, names) : rewritten(written, names);
  return edit === null ? [] : [edit];
}

function added(key: Span, names: readonly string[]): TextEdit | null {
  return insertEntry(key, { key: 'formerly', value: flowOf(names), at: 'first' });
}

function rewritten({ keySpan, value, key }: MapEntry, names: readonly string[]): TextEdit | null {
  if (names.length === 0) return removeEntry(keySpan);
  const end = contentEnd({ key, keySpan, value });
  return { span: { ...keySpan, start: keySpan.end, end }, text: `: ${flowOf(names)}` };
}

function flowOf(names: readonly string[]): string {
  const [only = '', ...others] = names.map(textOf);
  return others.length === 0 ? only : `[${[only, ...others].join(', ')}]`;
}

/** Names have nothing that needs quotes, unless they are words of another type. */
function textOf(name: string): string {
  return /^(?:true|false|null)$/.test(name) ? `"${name}"` : name;
}

function textsOf(value: Node): readonly string[] {
  const nodes = value.type === 'list' ? value.items : [value];
  return nodes.flatMap((node) => (node.type === 'scalar' ? String(node.value) : []));
}
