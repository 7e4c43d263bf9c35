import { formatCount, formatMs, formatShare } from '../figures.ts';
import { type Overlay, type OverlayEdge, stateOfEdge, stateOfElement } from '../overlay.ts';
import type { Link, Picture, PictureNode } from '../picture.ts';

/**
 * Returns a picture of elements with what was observed on them: nodes and links say how much traffic they had and in
 * which state that leaves them, and edges that nobody declared are added. What is no element has no edge here.
 */
export function observedPicture(picture: Picture, overlay: Overlay): Picture {
  const observed = new Map(overlay.edges.map((edge) => [keyOf(edge), edge]));
  const declared = new Set(picture.links.map(keyOf));
  const nodes = new Set(picture.groups.flatMap((group) => group.nodes.map(({ id }) => id)));
  const extra = overlay.edges.filter(
    (edge) => edge.observed && !declared.has(keyOf(edge)) && nodes.has(edge.from) && nodes.has(edge.to),
  );
  return {
    ...picture,
    observed: true,
    groups: picture.groups.map((group) => ({
      ...group,
      nodes: group.nodes.map((node) => observedNode(node, overlay)),
    })),
    links: [
      ...picture.links.map((link) => observedLink(link, observed.get(keyOf(link)) ?? null)),
      ...extra.map(undeclaredLink),
    ],
  };
}

function observedNode(node: PictureNode, overlay: Overlay): PictureNode {
  const seen = overlay.elements.find(({ name }) => name === node.id);
  const note = noteOf(seen);
  return { ...node, note, tooltip: `${node.tooltip} · ${note}`, state: stateOfElement(seen) };
}

function noteOf(seen: { readonly count: number; readonly failed: number } | undefined): string {
  if (seen === undefined || seen.count === 0) return 'not exercised';
  if (seen.failed === 0) return formatCount(seen.count);
  return `${formatCount(seen.count)} · ${formatCount(seen.failed)} failed`;
}

function observedLink(link: Link, seen: OverlayEdge | null): Link {
  const name = `${link.from} → ${link.to}`;
  if (seen === null || !seen.observed)
    return { ...link, label: [], tooltip: `${name}: declared, not exercised`, state: 'idle' };
  return {
    ...link,
    label: link.kind === 'storage' ? [] : [labelOf(seen)],
    tooltip: `${name}: ${figuresOf(seen)}`,
    state: stateOfEdge(seen),
    count: seen.count,
  };
}

function undeclaredLink(seen: OverlayEdge): Link {
  return {
    from: seen.from,
    to: seen.to,
    kind: 'call',
    optional: false,
    label: [labelOf(seen)],
    tooltip: `${seen.from} → ${seen.to}: not declared; ${figuresOf(seen)}`,
    state: 'undeclared',
    count: seen.count,
  };
}

function figuresOf({ count, failed, p50Ms, p95Ms }: OverlayEdge): string {
  const failures = failed === 0 ? 'none failed' : `${formatCount(failed)} failed`;
  return `${formatCount(count)} requests, ${failures}, p50 ${formatMs(p50Ms)}, p95 ${formatMs(p95Ms)}`;
}

function labelOf({ count, failed, p95Ms }: OverlayEdge): string {
  const requests = formatCount(count);
  if (failed > 0) return `${requests} · ${formatShare(failed / count)} failed`;
  return p95Ms === null ? requests : `${requests} · ${formatMs(p95Ms)}`;
}

function keyOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return `${from}\0${to}`;
}
