export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Left upper corner and size in pixels. */
export interface Rect extends Point, Size {}

/** What is to be placed: groups of blocks, and the links between blocks. */
export interface LayoutRequest {
  /** By rank from top to bottom, within a rank from left to right. */
  readonly groups: readonly LayoutGroup[];
  readonly links: readonly LayoutLink[];
  /** Room between a frame and the blocks in it. */
  readonly inset: { readonly head: number; readonly side: number; readonly foot: number };
}

export interface LayoutGroup {
  readonly id: string;
  readonly rank: number;
  readonly blocks: readonly Block[];
  /** A single block that is stretched over the whole width if every link from above ends at it. */
  readonly isBeam: boolean;
  /** How far from the left edge of its frame the first line may come in, so that the title has room. */
  readonly titleRoom: number;
}

export interface Block extends Size {
  /** Unique in the request. */
  readonly id: string;
}

/** Ends are ids of blocks. */
export interface LayoutLink {
  readonly from: string;
  readonly to: string;
  /** Size of the label, for which room is kept; null: none. */
  readonly label: Size | null;
  /** False: the link is led around what stands already, and moves nothing. */
  readonly isOrdering: boolean;
}

/** Where everything stands. Blocks do not overlap, frames do not, and no way or label is on a block. */
export interface Layout extends Size {
  readonly blocks: ReadonlyMap<string, Rect>;
  /** By group; a beam has none. */
  readonly frames: ReadonlyMap<string, Rect>;
  /** In the order of the links. */
  readonly ways: readonly Way[];
}

/** A line of horizontal and vertical pieces, from the block that it leaves to the block that it reaches. */
export interface Way {
  readonly points: readonly Point[];
  /** On the line; null where the link has no label. */
  readonly label: Rect | null;
}

/** Places a request. The same request gives the same layout. */
export type LayoutEngine = (request: LayoutRequest) => Promise<Layout>;
