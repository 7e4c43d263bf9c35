import fc from 'fast-check';
import type { LayoutGroup, LayoutLink, LayoutRequest } from '../../../src/diagram/layout/layout.ts';

const block = fc.record({
  width: fc.integer({ min: 30, max: 110 }).map((half) => 2 * half),
  height: fc.integer({ min: 40, max: 160 }),
});

const group = fc.record({
  blocks: fc.array(block, { minLength: 1, maxLength: 9 }),
  titleRoom: fc.integer({ min: 0, max: 150 }),
});

const label = fc.option(
  fc.record({
    width: fc.integer({ min: 10, max: 80 }).map((half) => 2 * half),
    height: fc.integer({ min: 14, max: 60 }),
  }),
);

/** A link between the blocks at two places of the whole list, in any direction, to itself too. */
const link = fc.record({ from: fc.nat(), to: fc.nat(), label, isOrdering: fc.boolean() });

/**
 * Requests of up to five ranks with up to three groups each, links in any direction, with and without labels, and at
 * times a single block that may be a beam.
 */
export const randomRequests: fc.Arbitrary<LayoutRequest> = fc
  .record({
    ranks: fc.array(fc.array(group, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
    links: fc.array(link, { maxLength: 30 }),
    hasBeam: fc.boolean(),
    hasFrames: fc.boolean(),
  })
  .map(({ ranks, links, hasBeam, hasFrames }) => {
    const groups = ranks.flatMap((members, rank) =>
      members.map((member, column): LayoutGroup => {
        const id = `${rank}.${column}`;
        const isBeam = hasBeam && rank === 1 && members.length === 1 && member.blocks.length === 1;
        const blocks = member.blocks.map((size, index) => ({ id: `${id}.${index}`, ...size }));
        return { id, rank, blocks, isBeam, titleRoom: member.titleRoom };
      }),
    );
    const ids = groups.flatMap(({ blocks }) => blocks.map(({ id }) => id));
    const at = (index: number) => ids[index % ids.length] ?? '';
    const inset = hasFrames ? { head: 38, side: 16, foot: 16 } : { head: 0, side: 0, foot: 0 };
    return {
      groups,
      links: links.map((one): LayoutLink => ({ ...one, from: at(one.from), to: at(one.to) })),
      inset,
    };
  });
