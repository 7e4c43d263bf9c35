import type { Layout, LayoutEngine, LayoutGroup, LayoutRequest, Rect, Size, Way } from '../layout/layout.ts';
import type { Group, Link, Picture } from '../picture.ts';
import { type Card, cardsOf } from './card.ts';
import { labelSize } from './label.ts';
import { tilesIn, tilesSize } from './tiles.ts';
import { type FrameTitle, INSET, placeTitle, titleRoom } from './titles.ts';

/** A picture with a place for everything, ready to be drawn. */
export interface Scene extends Size {
  readonly frames: readonly SceneFrame[];
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
}

export interface SceneFrame {
  readonly group: Group;
  readonly rect: Rect;
  readonly title: FrameTitle;
}

export interface SceneBox {
  readonly group: Group;
  readonly card: Card;
  readonly rect: Rect;
}

export interface SceneLine {
  readonly link: Link;
  readonly way: Way;
}

/** Where groups are joined, a frame is a block itself. */
const NO_INSET = { head: 0, side: 0, foot: 0 };

/** Returns the scene of a picture: each box as large as its texts need, each placed by the engine. */
export async function sceneOf(picture: Picture, layOut: LayoutEngine): Promise<Scene> {
  const cards = cardsOf(picture);
  const layout = await layOut(requestOf(picture, cards));
  const frames = picture.groups.flatMap((group): readonly SceneFrame[] => {
    const rect = layout.frames.get(group.id);
    return rect === undefined ? [] : [{ group, rect, title: placeTitle(group.title, rect, layout.ways) }];
  });
  const boxes = picture.groups.flatMap((group) => {
    const own = cards.get(group.id) ?? [];
    const placed = picture.joins === 'groups' ? boxesInGroup(group, own, layout) : boxesOfNodes(own, layout);
    return placed.map((box): SceneBox => ({ group, ...box }));
  });
  const lines = picture.links.map((link, index) => ({ link, way: layout.ways[index] ?? NO_WAY }));
  return { width: layout.width, height: layout.height, frames, boxes, lines };
}

const NO_WAY: Way = { points: [], label: null };

type Cards = ReadonlyMap<Group['id'], readonly Card[]>;

function requestOf({ groups, links, joins }: Picture, cards: Cards): LayoutRequest {
  const drafts = groups.map((group) => layoutGroup(group, cards.get(group.id) ?? [], joins));
  return {
    groups: joins === 'groups' ? equallyHigh(drafts) : drafts,
    links: links.map((link) => ({
      from: link.from,
      to: link.to,
      label: labelSize(link),
      isOrdering: link.state !== 'undeclared',
    })),
    inset: joins === 'groups' ? NO_INSET : INSET,
  };
}

/** A group that is a block is a frame with tiles in it, or the beam. */
function layoutGroup(group: Group, cards: readonly Card[], joins: Picture['joins']): LayoutGroup {
  const isBeam = cards[0]?.shape === 'beam';
  const common = { id: group.id, rank: group.rank, isBeam };
  const room = titleRoom(group.title);
  if (joins === 'nodes') {
    const blocks = cards.map(({ node, width, height }) => ({ id: node.id, width, height }));
    return { ...common, blocks, titleRoom: room };
  }
  const { width, height } = isBeam && cards[0] !== undefined ? cards[0] : tilesSize(cards, room);
  return { ...common, blocks: [{ id: group.id, width, height }], titleRoom: 0 };
}

/** Frames beside each other are equally high. */
function equallyHigh(groups: readonly LayoutGroup[]): readonly LayoutGroup[] {
  const highest = (rank: number) =>
    Math.max(
      ...groups
        .filter((group) => group.rank === rank)
        .flatMap(({ blocks }) => blocks.map(({ height }) => height)),
    );
  return groups.map((group) => ({
    ...group,
    blocks: group.blocks.map((block) => ({ ...block, height: highest(group.rank) })),
  }));
}

type PlacedCard = Omit<SceneBox, 'group'>;

function boxesInGroup(group: Group, cards: readonly Card[], layout: Layout): readonly PlacedCard[] {
  const frame = layout.frames.get(group.id);
  if (frame !== undefined) return tilesIn(frame, cards);
  const beam = layout.blocks.get(group.id);
  return beam === undefined ? [] : cards.map((card) => ({ card, rect: beam }));
}

function boxesOfNodes(cards: readonly Card[], layout: Layout): readonly PlacedCard[] {
  return cards.flatMap((card) => {
    const rect = layout.blocks.get(card.node.id);
    return rect === undefined ? [] : [{ card, rect }];
  });
}
