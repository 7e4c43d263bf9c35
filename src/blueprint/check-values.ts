import type { Report } from '../diagnostics/findings.ts';
import type { MapNode, Node, ScalarNode } from '../source/parsed-document.ts';
import { numberProblem } from './number-problem.ts';
import { quantityProblem } from './quantity-problem.ts';
import { reportRest } from './report-rest.ts';

/** More findings than this about the values of one document are not read by anybody. */
const MOST_FINDINGS = 1000;

/** Why a value is not good where it stands: `is "0ms", which is no time at all`. */
export interface ValueProblem {
  readonly message: string;
  readonly hint: string;
}

/** Values of the user's own: `data` of an application goes into texts, `body` of a step is sent as JSON. */
export type OwnValues = 'data' | 'body';

/** How many keys lead to them: `devices.<app>.data`, `devices.<app>.journeys.<journey>.steps[].body`. */
const OWN_DEPTH: Readonly<Record<OwnValues, number>> = { data: 3, body: 6 };

/**
 * Reports values that have the shape that is asked for and mean nothing good, or not what they seem to: times of nothing,
 * times that no timer can run, ranges that end before they start, numbers that are not read as they are written. `told` are
 * the starts of values about which something is said already.
 */
export function checkValues(root: MapNode, told: ReadonlySet<number>, report: Report): void {
  const problems = new Map<ScalarNode, ValueProblem>();
  collect(root, { key: '', depth: 0, own: null }, problems);
  for (const node of problems.keys()) if (told.has(node.span.start)) problems.delete(node);
  if (problems.size === 0) return;
  let left = MOST_FINDINGS;
  // The ways to values are not needed before: most blueprints have no such value.
  forEachScalar(root, [], (node, names) => {
    const problem = problems.get(node);
    if (problem === undefined || left === 0) return;
    left -= 1;
    const path = names.join('.');
    const { message, hint } = problem;
    report({ rule: 'shape', message: `"${path}" ${message}`, hint, span: node.span, path });
  });
  reportRest(root, { count: problems.size - MOST_FINDINGS, what: 'values that cannot be meant' }, report);
}

interface Place {
  /** The last one on the way to a value, and how many there are. */
  readonly key: string;
  readonly depth: number;
  readonly own: OwnValues | null;
}

function collect(node: Node, at: Place, problems: Map<ScalarNode, ValueProblem>): void {
  if (node.type === 'list') {
    for (const item of node.items) collect(item, at, problems);
  } else if (node.type === 'map') {
    for (const { key, value } of node.entries.values()) {
      const depth = at.depth + 1;
      const isOwn = (key === 'data' || key === 'body') && OWN_DEPTH[key] === depth;
      const own = at.own ?? (isOwn ? key : null);
      collect(value, { key, depth, own }, problems);
    }
  } else {
    const problem =
      typeof node.value === 'string' && at.own === null
        ? quantityProblem(at.key, node.value)
        : numberProblem(node, at.own);
    if (problem !== null) problems.set(node, problem);
  }
}

/** Goes through the scalars with the names that lead to them, in the order of the text. */
function forEachScalar(
  node: Node,
  names: readonly string[],
  visit: (node: ScalarNode, names: readonly string[]) => void,
): void {
  if (node.type === 'scalar') visit(node, names);
  else if (node.type === 'list') {
    node.items.forEach((item, index) => {
      forEachScalar(item, [...names, String(index)], visit);
    });
  } else {
    for (const { key, value } of node.entries.values()) forEachScalar(value, [...names, key], visit);
  }
}
