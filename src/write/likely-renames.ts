import type { Change, Comparison } from './change.ts';
import type { Rename } from './exchanges.ts';

/**
 * Returns the elements that look as if they were only called otherwise: all files of one are dropped, and all files of another of
 * its tier are new. Where there are several of either in a tier, nobody can tell which is which, and none is returned.
 */
export function likelyRenames({ changes }: Comparison): readonly Rename[] {
  if (!changes.some(({ state }) => DROPPED.has(state))) return [];
  const dropped = new Map<string, boolean>();
  const created = new Map<string, boolean>();
  for (const change of changes) {
    if (change.state === 'moved') continue;
    const isPlanned = 'file' in change;
    const element = elementOf(isPlanned ? change.file.blueprintPath : change.was.blueprintPath);
    if (element === null) continue;
    const isNew = isPlanned && change.state === 'create';
    dropped.set(element, (dropped.get(element) ?? true) && DROPPED.has(change.state));
    created.set(element, (created.get(element) ?? true) && isNew);
  }
  const tiers = new Set([...dropped.keys()].map(tierOf));
  return [...tiers].sort().flatMap((tier) => {
    const [from, ...otherFrom] = namesIn(tier, dropped);
    const [to, ...otherTo] = namesIn(tier, created);
    const isClear = otherFrom.length === 0 && otherTo.length === 0;
    return isClear && from !== undefined && to !== undefined ? [{ from, to }] : [];
  });
}

const DROPPED: ReadonlySet<Change['state']> = new Set(['remove', 'orphaned', 'gone']);

function namesIn(tier: string, elements: ReadonlyMap<string, boolean>): readonly string[] {
  const whole = [...elements].filter(([element, isWhole]) => isWhole && tierOf(element) === tier);
  return whole.map(([element]) => element.slice(tier.length + 1));
}

/** `frontends.storefront` of `frontends.storefront.operations.getHome`; null for what is of the whole. */
function elementOf(blueprintPath: string): string | null {
  const [tier, name] = blueprintPath.split('.');
  return name === undefined ? null : `${tier}.${name}`;
}

function tierOf(element: string): string {
  return element.slice(0, element.indexOf('.'));
}
