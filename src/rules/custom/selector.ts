import type { KindId } from '../../kinds/kind.ts';
import type { Element, Model, Tier } from '../../model/model.ts';
import type { Glob } from '../../source/glob.ts';

/** Which elements a custom rule is about. Null: whatever they have there. */
export interface Selector {
  readonly tiers: readonly Tier[] | null;
  readonly kinds: readonly KindId[] | null;
  readonly names: readonly Glob[] | null;
  readonly tags: ReadonlySet<string> | null;
  /** What it selects is left out again. */
  readonly not: Selector | null;
}

/** Returns the elements that somebody wrote: what is only implied, nobody can change. */
export function writtenElements({ elements, pattern }: Model): readonly Element[] {
  const tiers = new Set(pattern.tiers.filter((tier) => tier.inBlueprint).map((tier) => tier.key));
  return elements.filter((element) => tiers.has(element.tier));
}

/** True if the element has one of everything that the selector asks for. No selector selects every element. */
export function selects(selector: Selector | null, element: Element): boolean {
  if (selector === null) return true;
  const { tiers, kinds, names, tags, not } = selector;
  if (tiers !== null && !tiers.includes(element.tier)) return false;
  if (kinds !== null && !(element.tier === 'mobileServices' && kinds.includes(element.kind.id))) return false;
  if (names !== null && !names.some((name) => name.accepts(element.name))) return false;
  if (tags !== null && !element.tags.some((tag) => tags.has(tag))) return false;
  return not === null || !selects(not, element);
}
