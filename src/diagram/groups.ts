import type { Element, Model } from '../model/model.ts';
import type { Pattern, PatternTier } from '../patterns/pattern.ts';
import type { GroupId } from './picture.ts';

/** The elements that stand in one frame. The group `storage` holds the services that have container native storage. */
export interface ModelGroup {
  readonly id: GroupId;
  readonly title: string;
  /** 0 is at the top. */
  readonly rank: number;
  readonly elements: readonly Element[];
}

type Draft = ModelGroup & { readonly above: readonly GroupId[] };

/**
 * Returns the groups of a model that have elements, from top to bottom and from left to right. A tier's rank is the
 * longest way to it along the pattern's edges, so that every allowed edge leads downwards; or the shortest, which is more
 * compact, but some edges then lead to the side. Storage comes right below the services that it belongs to. Within a rank
 * a group stands below those that use it.
 */
export function groupsOf(model: Model, way: 'longest' | 'shortest'): readonly ModelGroup[] {
  const drafts = draftsOf(model, way);
  const ranks = [...new Set(drafts.map(({ rank }) => rank))].sort((a, b) => a - b);
  const columns = new Map<GroupId, number>();
  return ranks.flatMap((rank, index) => {
    const members = drafts
      .filter((draft) => draft.rank === rank)
      .map((draft) => ({ draft, column: Math.max(0, ...draft.above.map((id) => columns.get(id) ?? 0)) }))
      .toSorted((a, b) => a.column - b.column);
    for (const [column, { draft }] of members.entries()) columns.set(draft.id, column);
    return members.map(({ draft: { id, title, elements } }) => ({ id, title, elements, rank: index }));
  });
}

function draftsOf(model: Model, way: 'longest' | 'shortest'): readonly Draft[] {
  const { pattern, elements, mobileServices } = model;
  const ranks = way === 'longest' ? longestWays(pattern) : shortestWays(pattern);
  const drafts = pattern.tiers.flatMap(({ key, title }): readonly Draft[] => {
    const tier: Draft = {
      id: key,
      title,
      rank: ranks.get(key) ?? 0,
      elements: elements.filter((element) => element.tier === key),
      above: pattern.edges.filter(({ to }) => to === key).map(({ from }) => from),
    };
    if (key !== 'mobileServices') return [tier];
    const storage: Draft = {
      id: 'storage',
      title: 'Container native storage',
      rank: tier.rank + 1,
      elements: mobileServices.filter((service) => service.storage !== null),
      above: [key],
    };
    return [tier, storage];
  });
  return drafts.filter((draft) => draft.elements.length > 0);
}

type Ranks = ReadonlyMap<PatternTier['key'], number>;

/** No more rounds than there are tiers, so that a circle ends too. */
function longestWays({ tiers, edges }: Pattern): Ranks {
  const ranks = new Map(tiers.map(({ key }) => [key, 0]));
  for (const _ of tiers) {
    for (const { from, to } of edges)
      ranks.set(to, Math.min(tiers.length, Math.max(ranks.get(to) ?? 0, (ranks.get(from) ?? 0) + 1)));
  }
  return ranks;
}

function shortestWays({ tiers, edges }: Pattern): Ranks {
  const entered = new Set(edges.map(({ to }) => to));
  const ranks = new Map(tiers.map(({ key }) => [key, entered.has(key) ? tiers.length : 0]));
  for (const _ of tiers) {
    for (const { from, to } of edges) ranks.set(to, Math.min(ranks.get(to) ?? 0, (ranks.get(from) ?? 0) + 1));
  }
  return ranks;
}
