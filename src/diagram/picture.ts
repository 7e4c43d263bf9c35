import type { Tier } from '../model/model.ts';
import type { View } from './choices.ts';
import type { EdgeState } from './overlay.ts';

/** A tier of the pattern, or the storage of mobile services. */
export type GroupId = Tier | 'storage';

/** What a picture shows, without places and sizes: SVG, Mermaid and text are made of it. */
export interface Picture {
  readonly view: View;
  /** The blueprint's name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** From top to bottom; within one rank from left to right. None is empty. */
  readonly groups: readonly Group[];
  /** In the order of the Model. */
  readonly links: readonly Link[];
  /** What the ends of links name: ids of groups, or of nodes. */
  readonly joins: 'groups' | 'nodes';
  /** True if links and nodes say what was observed. */
  readonly observed: boolean;
}

export interface Group {
  readonly id: GroupId;
  readonly title: string;
  /** 0 is at the top. */
  readonly rank: number;
  readonly nodes: readonly PictureNode[];
}

export interface PictureNode {
  /** The element's name, `<service>/storage`, or `<group>/more` where a group is cut short. Unique. */
  readonly id: string;
  readonly text: string;
  /** A few words under the text; may be empty. */
  readonly note: string;
  readonly icon: IconId;
  /** What the detail view lists in the box. */
  readonly rows: readonly Row[];
  /** All of it in full. */
  readonly tooltip: string;
  /** What was observed; null: nothing was looked for. */
  readonly state: EdgeState | null;
}

/** A line of a box: what it is about, and its value at the right. */
export interface Row {
  readonly text: string;
  readonly value: string;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  /** What travels: calls, the fetching of signing keys, or reads and writes of storage. */
  readonly kind: 'call' | 'keys' | 'storage';
  readonly optional: boolean;
  /** Lines of the label; empty: none. */
  readonly label: readonly string[];
  readonly tooltip: string;
  readonly state: EdgeState | null;
  /** Observed requests; 0 where nothing was looked for. */
  readonly count: number;
}

export type IconId =
  | 'phone'
  | 'gateway'
  | 'screen'
  | 'gears'
  | 'bell'
  | 'sync'
  | 'chart'
  | 'shield'
  | 'key'
  | 'database'
  | 'building'
  | 'cloud'
  | 'more';
