import { describe, expect, it } from 'vitest';
import type { LayoutGroup, LayoutLink } from '../../../src/diagram/layout/layout.ts';
import { orderBlocks } from '../../../src/diagram/layout/order.ts';

function group(id: string, rank: number, blocks: readonly string[]): LayoutGroup {
  const sized = blocks.map((block) => ({ id: block, width: 100, height: 50 }));
  return { id, rank, blocks: sized, isBeam: false, titleRoom: 0 };
}

function links(...texts: readonly string[]): readonly LayoutLink[] {
  return texts.map((text) => {
    const [from = '', to = ''] = text.split(' -> ');
    return { from, to, label: null, isOrdering: true };
  });
}

describe('orderBlocks', () => {
  it('orders a group so that lines which need not cross do not', () => {
    const groups = [group('above', 0, ['first', 'second']), group('below', 1, ['of-second', 'of-first'])];
    const order = orderBlocks(groups, links('first -> of-first', 'second -> of-second'));
    const isSwapped = order.get('above')?.[0] === 'second';
    expect(order.get('below')).toEqual(isSwapped ? ['of-second', 'of-first'] : ['of-first', 'of-second']);
  });

  it('exchanges groups of one rank where that saves crossings', () => {
    const groups = [
      group('above', 0, ['a', 'b']),
      group('left', 1, ['of-b-1', 'of-b-2']),
      group('right', 1, ['of-a']),
      group('below', 2, ['c', 'd']),
    ];
    const wires = links('a -> c', 'b -> d', 'a -> of-a', 'of-a -> c', 'b -> of-b-1', 'of-b-1 -> d');
    const order = orderBlocks(groups, wires);
    const columns = [...order.keys()].filter((id) => id === 'left' || id === 'right');
    const isMirrored = order.get('above')?.[0] === 'b';
    expect(columns).toEqual(isMirrored ? ['left', 'right'] : ['right', 'left']);
  });

  it('keeps the given order where nothing asks for another', () => {
    const groups = [group('one', 0, ['c', 'a', 'b']), group('two', 0, ['z', 'y'])];
    expect([...orderBlocks(groups, [])]).toEqual([
      ['one', ['c', 'a', 'b']],
      ['two', ['z', 'y']],
    ]);
  });

  it('lets a link that was not declared move nothing', () => {
    const groups = [group('above', 0, ['a', 'b']), group('below', 1, ['of-b', 'of-a'])];
    const undeclared = links('a -> of-a', 'b -> of-b').map((link) => ({ ...link, isOrdering: false }));
    expect([...orderBlocks(groups, undeclared).values()]).toEqual([
      ['a', 'b'],
      ['of-b', 'of-a'],
    ]);
  });
});
