import type { Fields } from '@lintel/kit';
import {
  type ConflictReason,
  type Item,
  judgeChange,
  patched,
  type Seen,
  type Verdict,
} from './judge-change.ts';
import type { Change } from './read-changes.ts';
import type { ConflictStrategy } from './settings.ts';

/** What is known before a batch is judged. */
export interface Knowledge {
  readonly strategy: ConflictStrategy;
  /** The items that the batch changes, by id. */
  readonly items: ReadonlyMap<string, Item>;
  /** The version that each change led to which was applied before, by its name. */
  readonly appliedBefore: ReadonlyMap<string, number>;
  /** What an item was like in a former version, or null if that is no longer known. */
  formerFields(id: string, version: number): Fields | null;
}

export interface Accepted {
  readonly change: string | null;
  readonly id: string;
  /** Version of the item with the change. */
  readonly version: number;
}

export interface Conflict {
  readonly change: string | null;
  readonly id: string;
  readonly reason: ConflictReason;
  /** The fields that both sides changed. */
  readonly fields: readonly string[];
}

/** What a batch of changes comes to. */
export interface Judgement {
  readonly accepted: readonly Accepted[];
  readonly conflicts: readonly Conflict[];
  /** The items as they now stand, changed or not, by id. */
  readonly items: ReadonlyMap<string, Item>;
  /** The items that changed, each once, in the order of their last change. */
  readonly changed: readonly Item[];
  /** The versions that were replaced, in that order. */
  readonly replaced: readonly Item[];
  /** Names of changes that were applied now, with the versions that they led to. */
  readonly applied: readonly { readonly change: string; readonly version: number }[];
  /** True where an item came out other than the device sees it. */
  readonly hasMerged: boolean;
}

interface Batch {
  readonly knowledge: Knowledge;
  readonly items: Map<string, Item>;
  /** What the device takes the items for after its own changes so far. */
  readonly seen: Map<string, Seen>;
  readonly rejected: Set<string>;
  readonly changed: Map<string, Item>;
  readonly replaced: Item[];
  readonly accepted: Accepted[];
  readonly applied: { change: string; version: number }[];
  readonly conflicts: Conflict[];
  hasMerged: boolean;
}

/**
 * Judges changes in their order. Within a batch, a further change to an item builds on the one before it, as the device made
 * it; if that one was not applied, neither is this one, and it says so.
 */
export function judgeBatch(changes: readonly Change[], knowledge: Knowledge): Judgement {
  const batch: Batch = {
    knowledge,
    items: new Map(knowledge.items),
    seen: new Map(),
    rejected: new Set(),
    changed: new Map(),
    replaced: [],
    accepted: [],
    applied: [],
    conflicts: [],
    hasMerged: false,
  };
  for (const change of changes) judgeNext(batch, change);
  return { ...batch, changed: [...batch.changed.values()] };
}

function judgeNext(batch: Batch, change: Change): void {
  const { change: name, id } = change;
  const { appliedBefore, strategy } = batch.knowledge;
  const before = name === null ? undefined : appliedBefore.get(name);
  if (before !== undefined) {
    accept(batch, change, { version: before, fields: fieldsAt(batch, id, before) });
    return;
  }
  const seen = batch.seen.get(id) ?? { version: change.base, fields: fieldsAt(batch, id, change.base) };
  const verdict = batch.rejected.has(id)
    ? followsRejected
    : judgeChange(change, { current: batch.items.get(id) ?? null, seen, strategy });
  if (verdict.type === 'conflict') {
    batch.rejected.add(id);
    batch.conflicts.push({ change: name, id, reason: verdict.reason, fields: verdict.fields });
    return;
  }
  if (verdict.item !== null) write(batch, verdict.item);
  if (verdict.merged) batch.hasMerged = true;
  const version = batch.items.get(id)?.version ?? seen.version;
  const fields = change.fields === null ? {} : patched(seen.fields ?? {}, change.fields);
  if (name !== null) batch.applied.push({ change: name, version });
  accept(batch, change, { version, fields });
}

const followsRejected: Verdict = { type: 'conflict', reason: 'follows-rejected', fields: [] };

function fieldsAt({ items, knowledge }: Batch, id: string, version: number): Fields | null {
  const current = items.get(id);
  if (current?.version === version) return current.fields;
  return version === 0 ? {} : knowledge.formerFields(id, version);
}

function accept(batch: Batch, { change, id }: Change, seen: Seen): void {
  batch.seen.set(id, seen);
  batch.accepted.push({ change, id, version: seen.version });
}

function write(batch: Batch, item: Item): void {
  const before = batch.items.get(item.id);
  if (before !== undefined) batch.replaced.push(before);
  batch.items.set(item.id, item);
  // Removed first, so that the map keeps the order of the last changes.
  batch.changed.delete(item.id);
  batch.changed.set(item.id, item);
}
