import { orderDiagnostics } from '../diagnostics/diagnostic.ts';
import type { SuppressedFinding } from '../diagnostics/findings-report.ts';

/** Returns what does not count in the order of what counts, equal findings once. */
export function orderSuppressed(all: readonly SuppressedFinding[]): readonly SuppressedFinding[] {
  const byDiagnostic = new Map(all.map((one) => [one.diagnostic, one]));
  return orderDiagnostics([...byDiagnostic.keys()]).flatMap((one) => byDiagnostic.get(one) ?? []);
}
