import type { Occurrence } from '../blueprint/occurrences.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../source/source.ts';

/** A blueprint as an editor has it open, saved or not, with what Lintel knows of it. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly source: Source;
  /** In order; of this document alone. */
  readonly findings: readonly Diagnostic[];
  /** In the order of the text; none where the text cannot be parsed. */
  readonly occurrences: readonly Occurrence[];
}

/** What the server needs to know of a rule. */
export interface RuleText {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  /** YAML; empty for a rule that has none. */
  readonly bad: string;
  readonly good: string;
}

/** Returns the occurrence of a name at an offset, its ends included, or null. */
export function occurrenceAt({ occurrences }: OpenDocument, offset: number): Occurrence | null {
  return occurrences.find(({ span }) => span.start <= offset && offset <= span.end) ?? null;
}
