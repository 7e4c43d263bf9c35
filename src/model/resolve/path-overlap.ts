import { isParameter, segmentsOf } from '../http-path.ts';
import type { Declared } from './declared-names.ts';
import { type Resolution, reportAt } from './resolution.ts';

/** A path may be looked for along so many branches; ordinary services have a dozen. */
const MOST_BRANCHES = 300;

/**
 * Reports an element whose routes or operations overlap so much that looking for one path is long work. Returns whether it
 * did: then the element must not be used for lookups.
 */
export function reportOverlap(
  work: Resolution,
  declared: Declared,
  of: { readonly what: 'routes' | 'operations'; readonly patterns: readonly string[] },
): boolean {
  if (overlapOf(of.patterns) <= MOST_BRANCHES) return false;
  reportAt(work, declared, {
    rule: 'limit',
    message: `paths of the ${of.what} of ${declared.noun} "${declared.name}" overlap in more than ${MOST_BRANCHES} ways`,
    hint: 'use fewer parameters in places where other paths have a fixed segment',
  });
  return true;
}

/**
 * Returns along how many branches a search for one path goes at most, where templates have fixed segments and parameters in
 * the same place: each such place may double them, so that few templates can make every search endless. An upper bound.
 */
export function overlapOf(templates: readonly string[]): number {
  const root = createBranch();
  for (const template of templates) insert(root, segmentsOf(template));
  return width(root);
}

interface Branch {
  readonly fixed: Map<string, Branch>;
  parameter: Branch | null;
}

function createBranch(): Branch {
  return { fixed: new Map(), parameter: null };
}

function insert(root: Branch, segments: readonly string[]): void {
  let branch = root;
  for (const segment of segments) {
    if (segment === '**') return;
    if (isParameter(segment)) {
      branch.parameter ??= createBranch();
      branch = branch.parameter;
      continue;
    }
    const next = branch.fixed.get(segment) ?? createBranch();
    branch.fixed.set(segment, next);
    branch = next;
  }
}

/** Recurses as deep as a path has segments, which its form bounds. */
function width(branch: Branch): number {
  const widest = [...branch.fixed.values()].reduce((most, next) => Math.max(most, width(next)), 0);
  return 1 + widest + (branch.parameter === null ? 0 : width(branch.parameter));
}
