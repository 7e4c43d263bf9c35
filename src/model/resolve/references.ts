import { nearFix } from '../../diagnostics/edits.ts';
import { allowedEdge, allowedWay } from '../../patterns/index.ts';
import type { Declared } from './declared-names.ts';
import { type Place, type Resolution, reportAt } from './resolution.ts';

/**
 * Returns the element that a reference names, if the pattern lets `from` talk to it; null otherwise, with the reason
 * reported. Remembers the reference, allowed or not, for the search for cycles.
 */
export function referTo(
  work: Resolution,
  from: Declared,
  reference: { name: string; place: Place },
): Declared | null {
  const { name, place } = reference;
  const to = findNamed(work, from, reference);
  if (to === null) return null;
  work.references.push({ from: from.name, to: name, span: place.span });
  if (allowedEdge(work.pattern, from.tier, to.tier) !== null) return to;
  reportPatternEdge(work, { from, to, place });
  return null;
}

/** Returns the two parts of `element.operation`; a text without a dot has an empty operation. */
export function splitReference(text: string): { readonly element: string; readonly operation: string } {
  const dot = text.indexOf('.');
  return dot === -1
    ? { element: text, operation: '' }
    : { element: text.slice(0, dot), operation: text.slice(dot + 1) };
}

/** Reports a name of an operation that the element does not have. */
export function reportUnknownOperation(
  work: Resolution,
  to: Declared,
  unknown: { readonly operation: string; readonly known: () => Iterable<string>; readonly place: Place },
): void {
  const hint = work.suggest(unknown.operation, unknown.known, 'it has');
  reportAt(work, unknown.place, {
    rule: 'unknown-reference',
    message: `${to.noun} "${to.name}" has no operation "${unknown.operation}"`,
    hint,
    fix: nearFix(unknown.place.span, unknown.operation, hint),
  });
}

/** Says that one element may not talk to another, and which way the pattern has instead. */
export function reportPatternEdge(
  work: Resolution,
  edge: { readonly from: Declared; readonly to: Declared; readonly place: Place },
): void {
  const { from, to, place } = edge;
  reportAt(work, place, {
    rule: 'pattern-edge',
    message: `${from.noun} "${from.name}" may not talk to ${to.noun} "${to.name}"`,
    hint: wayHint(work, from, to),
  });
}

function wayHint(work: Resolution, from: Declared, to: Declared): string {
  const way = allowedWay(work.pattern, from.tier, to.tier);
  const between = way.slice(0, -1).map((edge) => nounOf(work, edge.to));
  const last = way.at(-1);
  if (last !== undefined && between.length > 0) {
    return `put ${between.map(withArticle).join(' and ')} between the two: ${last.because}`;
  }
  const allowed = work.pattern.edges
    .filter((edge) => edge.from === from.tier)
    .map((edge) => nounOf(work, edge.to));
  if (allowed.length === 0) return `a ${from.noun} talks to no other element`;
  return `${withArticle(from.noun)} may talk only to ${allowed.map(withArticle).join(' or ')}`;
}

function nounOf(work: Resolution, tier: string): string {
  return work.pattern.tiers.find((known) => known.key === tier)?.noun ?? tier;
}

function withArticle(noun: string): string {
  return /^[aeioA]/.test(noun) ? `an ${noun}` : `a ${noun}`;
}

function findNamed(
  work: Resolution,
  from: Declared,
  reference: { name: string; place: Place },
): Declared | null {
  const { name, place } = reference;
  const found = work.names.get(name);
  if (found !== undefined) return found;
  const hint = work.suggest(name, () => candidatesFor(work, from), 'there are');
  reportAt(work, place, {
    rule: 'unknown-reference',
    message: `${from.noun} "${from.name}" refers to undefined element "${name}"`,
    hint,
    fix: nearFix(place.span, name, hint),
  });
  return null;
}

function candidatesFor(work: Resolution, from: Declared): readonly string[] {
  const known = work.candidates.get(from.tier);
  if (known !== undefined) return known;
  const allowed = [...work.names.values()].filter(
    (to) => allowedEdge(work.pattern, from.tier, to.tier) !== null,
  );
  const names = allowed.map((to) => to.name);
  work.candidates.set(from.tier, names);
  return names;
}
