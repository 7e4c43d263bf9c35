import type { Diagnostic, Fix, TextEdit } from '../diagnostics/diagnostic.ts';

/** A text after some of the fixes that its findings offer. */
export interface Fixed {
  readonly text: string;
  /** In the order of the findings. */
  readonly applied: readonly Diagnostic[];
}

/**
 * Returns a text with the safe fixes of its findings applied, in order; a fix that touches what an earlier one changes is
 * left for the next round. Every other character stays as it is. All edits must lie in this text.
 */
export function applyFixes(text: string, findings: readonly Diagnostic[]): Fixed {
  const edits: TextEdit[] = [];
  const applied = findings.filter(({ fix }) => {
    if (fix?.safety !== 'safe' || fix.edits.length === 0 || !standsApart(fix, edits)) return false;
    edits.push(...fix.edits);
    return true;
  });
  return { text: applyEdits(text, edits), applied };
}

/** Returns a text with edits applied. Throws a RangeError where two of them overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let at = 0;
  let edited = '';
  for (const { span, text: inserted } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    if (span.start < at) throw new RangeError(`edits overlap at offset ${span.start}`);
    edited += text.slice(at, span.start) + inserted;
    at = span.end;
  }
  return edited + text.slice(at);
}

/** Touching counts as overlapping: what two insertions at one place make together, neither of them foresaw. */
function standsApart(fix: Fix, taken: readonly TextEdit[]): boolean {
  return fix.edits.every(({ span }) =>
    taken.every((other) => span.end < other.span.start || span.start > other.span.end),
  );
}
