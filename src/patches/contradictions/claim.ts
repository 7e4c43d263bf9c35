import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import type { Patch } from '../../model/model.ts';

/** What a patch has made of one place of a document. */
export interface Claim {
  readonly patch: Patch;
  /** The map or list that the place is in; null: the place is the whole document. */
  readonly parent: YAMLMap | YAMLSeq | null;
  /** Key in the map, or index in the list when the patch was made. */
  readonly token: string;
  readonly says: Saying;
}

export type Saying =
  /** A value stands there: a single one, an empty map, or a list as a whole. `node` is how it is written. */
  | { readonly type: 'set'; readonly value: unknown; readonly node: Node }
  /** There was something, and is nothing any more. */
  | { readonly type: 'removed' }
  /** The list has no item any more that has this at this key, which tells its items apart. */
  | { readonly type: 'item-removed'; readonly key: string; readonly value: unknown };
