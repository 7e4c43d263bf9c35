import { formatOrigins, originAt, originsOf, parseOrigins } from '../generate/line-origins.ts';
import type { PlannedFile } from '../generate/plan.ts';
import { linesBefore } from '../merge/line-before.ts';
import type { Manifest } from './manifests.ts';

/** Returns a file as its documents are now, its lines traced as far as they are the same. */
export function rewritten(file: PlannedFile, manifest: Manifest | undefined): PlannedFile {
  if (manifest === undefined || !manifest.isPatched) return file;
  const content = manifest.text();
  const before = linesBefore(file.content, content);
  const origins = parseOrigins(file.lines);
  const marks = content
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((_, at) => {
      const old = before(at + 1);
      const origin = old === null ? null : originAt(origins, old);
      return origin === null ? [] : [{ ...origin, line: at + 1, count: 1 }];
    });
  return { ...file, content, lines: formatOrigins(originsOf(marks)) };
}
