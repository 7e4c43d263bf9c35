import type { Report } from '../diagnostics/findings.ts';
import type { MapNode } from '../source/parsed-document.ts';

/** Reports how many findings of one sort were left out, at the end of the text; nothing where there were none. */
export function reportRest(
  root: MapNode,
  rest: { readonly count: number; readonly what: string },
  report: Report,
): void {
  if (rest.count <= 0) return;
  const { source } = root.span;
  const end = source.text.length;
  const message = `${rest.count} more of the ${rest.what} are not shown`;
  report({
    rule: 'limit',
    message,
    hint: 'mend those above first',
    span: { source, start: end, end },
    path: '',
  });
}
