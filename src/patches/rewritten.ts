import { basename } from 'node:path';
import {
  fewestOrigins,
  formatOrigins,
  type LineOrigin,
  originAt,
  parseOrigins,
} from '../generate/line-origins.ts';
import type { PlannedFile } from '../generate/plan.ts';
import { linesBefore } from '../merge/line-before.ts';
import type { Patch } from '../model/model.ts';
import type { Manifest } from './manifests.ts';

/**
 * Returns a file as its documents are now. Its lines are traced to the template as far as they are the same; others are the last patch's
 * that made them what they are, and for the part of the blueprint that the line before is for.
 */
export function rewritten(file: PlannedFile, manifest: Manifest | undefined): PlannedFile {
  if (manifest === undefined || manifest.steps.length === 0) return file;
  const content = manifest.text();
  const sourceOf = sourcesOfLines(content, manifest);
  const origins = originsBefore(file);
  const lines: Omit<LineOrigin, 'count'>[] = [];
  const count = content.replace(/\n$/, '').split('\n').length;
  for (let line = 1; line <= count; line++) {
    const source = sourceOf(line);
    const blueprintPath = lines.at(-1)?.blueprintPath ?? '';
    if (typeof source !== 'number')
      lines.push({ line, templateLine: 0, blueprintPath, patch: nameOf(source) });
    else {
      const origin = originAt(origins, source);
      if (origin !== null) lines.push({ ...origin, line });
    }
  }
  return { ...file, content, lines: formatOrigins(fewestOrigins(lines)) };
}

/** Returns a function that says where a line is from: the line of the file before all patches, or the patch that wrote it. */
function sourcesOfLines(content: string, { steps }: Manifest): (line: number) => number | Patch {
  const changes = steps
    .map(({ patch, before }, at) => ({
      patch,
      lineBefore: linesBefore(before, steps[at + 1]?.before ?? content),
    }))
    .reverse();
  return (last) => {
    let line = last;
    for (const { patch, lineBefore } of changes) {
      const before = lineBefore(line);
      if (before === null) return patch;
      line = before;
    }
    return line;
  };
}

/** A file that says nothing of its lines is copied line by line. */
function originsBefore({ content, lines }: PlannedFile): readonly LineOrigin[] {
  if (lines !== '') return parseOrigins(lines);
  return [{ line: 1, templateLine: 1, count: content.split('\n').length, blueprintPath: '' }];
}

/** Whoever generates from another folder gets the same. */
function nameOf({ path, span }: Patch): string {
  return `${basename(span.source.path)}#${path}`;
}
