import type { Route } from './settings.ts';

/** Returns the route that serves a path, or null. Of several the most specific serves it. */
export type Router = (path: string) => Route | null;

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: Node | null;
  exact: Route | null;
  below: Route | null;
}

/** Returns a router over a tree of path segments: a fixed segment goes before a parameter, an exact end before `/**`. */
export function createRouter(routes: readonly Route[]): Router {
  const root = emptyNode();
  for (const route of routes) {
    const segments = segmentsOf(route.pattern);
    const below = segments.at(-1) === '**';
    let node = root;
    for (const segment of below ? segments.slice(0, -1) : segments) node = childOf(node, segment);
    if (below) node.below = route;
    else node.exact = route;
  }
  return (path) => find(root, segmentsOf(path), 0);
}

function find(node: Node, segments: readonly string[], at: number): Route | null {
  const segment = segments[at];
  if (segment === undefined) return node.exact ?? node.below;
  const fixed = node.fixed.get(segment);
  const found =
    (fixed && find(fixed, segments, at + 1)) ?? (node.parameter && find(node.parameter, segments, at + 1));
  return found ?? node.below;
}

function childOf(node: Node, segment: string): Node {
  if (segment.startsWith('{')) {
    node.parameter ??= emptyNode();
    return node.parameter;
  }
  const known = node.fixed.get(segment);
  if (known !== undefined) return known;
  const created = emptyNode();
  node.fixed.set(segment, created);
  return created;
}

function emptyNode(): Node {
  return { fixed: new Map(), parameter: null, exact: null, below: null };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
