import type { Report } from '../diagnostics/findings.ts';
import type { ParsedDocument } from '../source/parsed-document.ts';
import type { Blueprint } from './blueprint.ts';
import { blueprintFormat } from './blueprint-format.ts';
import { checkSize } from './check-size.ts';
import { checkValues } from './check-values.ts';
import { reportShape } from './report-shape.ts';

/**
 * Reports where a document does not have the shape of a blueprint, each mistake once, at the key or value that is wrong,
 * and values that cannot be meant. Returns the blueprint, or null if the root is no map or holds more than SIZES.
 */
export function validateShape(document: ParsedDocument, report: Report): Blueprint | null {
  const { root } = document;
  if (root.type !== 'map') return null;
  const told = new Set<number>();
  const tell: Report = (finding) => {
    told.add(finding.span.start);
    report(finding);
  };
  reportShape(root, blueprintFormat, tell);
  checkValues(root, told, report);
  return checkSize(root, report) ? { document, root } : null;
}
