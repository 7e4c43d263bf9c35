import type { Blueprint } from '../../blueprint/blueprint.ts';
import { oneOrSeveral, textAt, textsAt } from '../../blueprint/fields.ts';
import type { ContractResult } from '../../contracts/contract-result.ts';
import type { Finding, Report } from '../../diagnostics/findings.ts';
import type { Suggest } from '../../diagnostics/suggest.ts';
import type { Pattern } from '../../patterns/pattern.ts';
import type { MapNode } from '../../source/parsed-document.ts';
import type { Source, Span } from '../../source/source.ts';
import type { ElementBase, Written } from '../model.ts';
import type { Declared, NameTable } from './declared-names.ts';

/** What all parts of the resolver share while one blueprint is resolved. */
export interface Resolution {
  readonly source: Source;
  readonly blueprint: Blueprint;
  readonly pattern: Pattern;
  readonly names: NameTable;
  readonly report: Report;
  /** With a budget for the whole blueprint. */
  readonly suggest: Suggest;
  /** Reads the contract of a file named relative to the blueprint's folder. */
  readonly loadContract: (file: string) => ContractResult;
  /** Names that a tier may refer to, by tier; filled when first needed. */
  readonly candidates: Map<string, readonly string[]>;
  /** References between elements as written, allowed or not; grows while resolving. */
  readonly references: Reference[];
}

export interface Reference {
  readonly from: string;
  readonly to: string;
  readonly span: Span;
}

/** A place in the blueprint: where it is and how it is called. */
export interface Place {
  readonly span: Span;
  readonly path: string;
}

/** Returns what every element has, with the defaults that come from its name and from the blueprint. */
export function elementBase(work: Resolution, declared: Declared): ElementBase {
  const { name, node, span, path } = declared;
  return {
    name,
    title: (node && textAt(node, 'title')) ?? titleOf(name),
    description: (node && textAt(node, 'description')) ?? '',
    owner: (node && textAt(node, 'owner')) ?? textAt(work.blueprint.root, 'owner') ?? '',
    tags: node ? textsAt(node, 'tags') : [],
    formerly: node ? oneOrSeveral(node, 'formerly') : [],
    span,
    path,
    written: writtenIn(node),
  };
}

/** Returns where the keys of a map are written; of several maps, the first that has a key counts. */
export function writtenIn(...maps: readonly (MapNode | null)[]): Written {
  const written = new Map<string, Span>();
  for (const map of maps) {
    for (const { key, value } of map?.entries.values() ?? [])
      if (!written.has(key)) written.set(key, value.span);
  }
  return written;
}

/** Returns `shopper-app` as `Shopper app`. */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Reports a finding at a place. */
export function reportAt(work: Resolution, place: Place, finding: Omit<Finding, 'span' | 'path'>): void {
  work.report({ ...finding, span: place.span, path: place.path });
}
