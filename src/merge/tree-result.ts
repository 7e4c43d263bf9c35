import type { MapEntry, Node } from '../source/parsed-document.ts';
import { positionAt } from '../source/source.ts';
import type { MergeConflict } from './merge-file.ts';

/** A merged value, as what is to be made of the user's text. */
export type Result =
  /** A value of any side as it is; `entry`: where it is the value of a key. */
  | { readonly type: 'taken'; readonly node: Node; readonly entry: MapEntry | null }
  /** Ours, with members that stay, change within, go, or come in. */
  | { readonly type: 'joined'; readonly ours: Node; readonly members: readonly Member[] };

/** An entry of a map or an item of a list. */
export interface Member {
  readonly isOurs: boolean;
  /** Where it stands: itself in `ours`, or in a collection of theirs. */
  readonly of: Node;
  /** Place in that collection. */
  readonly index: number;
  readonly value: Result;
}

/** A step from a collection into one of its values: a key, or an item by what identifies it. */
export type Step = string | { readonly by: string; readonly is: string };

/** One place in the three trees. */
export interface Place {
  readonly path: readonly Step[];
  readonly base: Node | undefined;
  readonly ours: Node;
  readonly theirs: Node;
  readonly ourEntry: MapEntry | null;
  readonly theirEntry: MapEntry | null;
}

/** What is known all along a merge of trees. */
export interface TreeMerge {
  readonly prefer: 'ours' | 'theirs';
  /** What the merge by line came to, where it had no conflict: decides about texts of several lines and unclear lists. */
  readonly byLine: Node | null;
  readonly conflicts: MergeConflict[];
}

/** Returns ours as it is. */
export function takeOurs({ ours, ourEntry }: Place): Result {
  return { type: 'taken', node: ours, entry: ourEntry };
}

/** Returns theirs as it is. */
export function takeTheirs({ theirs, theirEntry }: Place): Result {
  return { type: 'taken', node: theirs, entry: theirEntry };
}

/** Returns the value that the merge by line has at a place, or null. */
export function takeByLine({ byLine }: TreeMerge, { path }: Place): Result | null {
  let found: Node | undefined = byLine ?? undefined;
  let entry: MapEntry | null = null;
  for (const step of path) {
    entry = typeof step === 'string' && found?.type === 'map' ? (found.entries.get(step) ?? null) : null;
    if (typeof step === 'string') found = entry?.value;
    else found = found?.type === 'list' ? found.items.find((item) => isIdentified(item, step)) : undefined;
  }
  return found === undefined ? null : { type: 'taken', node: found, entry };
}

function isIdentified(item: Node, step: Exclude<Step, string>): boolean {
  const value = item.type === 'map' ? item.entries.get(step.by)?.value : undefined;
  return value?.type === 'scalar' && String(value.value) === step.is;
}

/** Returns the value of the side that is preferred, and notes the conflict. */
export function takePreferred(merge: TreeMerge, place: Place): Result {
  const start = place.ourEntry?.keySpan.start ?? place.ours.span.start;
  addConflict(merge, { place: { ...place.ours.span, start }, what: `both changed ${nameOf(place.path)}` });
  return merge.prefer === 'ours' ? takeOurs(place) : takeTheirs(place);
}

/** Notes a conflict at a place of ours. */
export function addConflict(
  { conflicts }: TreeMerge,
  { place, what }: { readonly place: Node['span']; readonly what: string },
): void {
  conflicts.push({ line: positionAt(place.source, place.start).line, what });
}

/** Returns a path as it is spoken of: `dependencies.fastify`, `services[gateway].port`. */
export function nameOf(path: readonly Step[]): string {
  if (path.length === 0) return 'the whole file';
  return path
    .map((step) =>
      typeof step === 'string' ? (/^[^\s.[\]"]+$/.test(step) ? `.${step}` : `["${step}"]`) : `[${step.is}]`,
    )
    .join('')
    .replace(/^\./, '');
}
