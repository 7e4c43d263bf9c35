import type { ElkExtendedEdge, ElkNode } from 'elkjs';
import { type Band, BLOCK_GAP } from './bands.ts';
import type { Spot } from './crossings.ts';
import { type Draft, partitionOf } from './elk-pieces.ts';
import type { Size } from './layout.ts';

/** What is known before the layout. */
export interface Arrangement {
  readonly bands: readonly Band[];
  readonly blocks: ReadonlyMap<string, Size>;
  readonly spots: ReadonlyMap<string, Spot>;
  /** How many lines come in from above, by block. */
  readonly entries: ReadonlyMap<string, number>;
  /** The block above the bands whose lines leave straight downwards; null: there is none. */
  readonly beam: string | null;
}

/** A node that stands in a row. */
export interface BandNode {
  /** Null: free room between two frames. */
  readonly block: string | null;
  readonly node: Draft;
}

/** Free room between the lines that end at one side of a block, where the block is wide enough. */
const PORT_GAP = 22;
/** Between two frames of one row; and left of a frame's first block as much as its title needs. */
const MIN_SPACE = 8;
/** More than any row is high. */
const ROW_STEP = 100_000;

/** Returns the nodes of all rows. Each is as high as its row with the frame, so that no line bends in a frame. */
export function bandNodes({ bands, blocks, spots, entries }: Arrangement): readonly BandNode[] {
  return bands.flatMap(({ rank, row, parts, height }) => {
    const common = { partition: partitionOf(rank, row), height, gap: BLOCK_GAP };
    return parts.flatMap(({ group, ids }, column): readonly BandNode[] => {
      const nodes = ids.map((block, at): BandNode => {
        const size = { width: blocks.get(block)?.width ?? 0, x: spots.get(block)?.x ?? 0 };
        return { block, node: { ...common, ...size, id: `block ${rank}.${row}.${column}.${at}` } };
      });
      if (column === 0) return nodes;
      const [first = ''] = ids;
      const bundle = (((entries.get(first) ?? 1) - 1) / 2) * PORT_GAP;
      const firstLine = (blocks.get(first)?.width ?? 0) / 2 - bundle;
      const width = Math.max(MIN_SPACE, Math.ceil(group.titleRoom - firstLine));
      const spacer = { ...common, id: spacerId(rank, row, column), x: column, width };
      return [{ block: null, node: spacer }, ...nodes];
    });
  });
}

/**
 * Returns edges that hold the room between two frames at one place where a rank has several rows, so that no frame
 * reaches into another.
 */
export function fences(bands: readonly Band[]): readonly ElkExtendedEdge[] {
  return bands
    .filter(({ row }) => row > 0)
    .flatMap(({ rank, row, parts }) =>
      parts.slice(1).map((_, index) => ({
        id: `fence ${rank}.${row}.${index + 1}`,
        sources: [spacerId(rank, row - 1, index + 1)],
        targets: [spacerId(rank, row, index + 1)],
        layoutOptions: { 'elk.layered.priority.straightness': '1000' },
      })),
    );
}

function spacerId(rank: number, row: number, column: number): string {
  return `space ${rank}.${row}.${column}`;
}

/** Returns a node as ELK reads it; `lines` is how many end at the more crowded of its sides. */
export function elkNode(
  { id, partition, width, height, gap }: Draft,
  { x, lines }: { readonly x: number; readonly lines: number },
): ElkNode {
  return {
    id,
    x,
    y: partition * ROW_STEP,
    width,
    height,
    layoutOptions: {
      // Its place says the row and the order in it: the layering reads it from there, what orders a row from here.
      'elk.position': `(${x},${partition * ROW_STEP})`,
      'elk.spacing.individual': `elk.spacing.nodeNode:${gap}`,
      'elk.portAlignment.default': (lines + 1) * PORT_GAP <= width ? 'CENTER' : 'DISTRIBUTED',
      'elk.spacing.portPort': String(PORT_GAP),
    },
  };
}
