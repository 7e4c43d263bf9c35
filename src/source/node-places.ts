import { jsonPointer } from './json-pointer.ts';
import type { Node } from './parsed-document.ts';
import type { Span } from './source.ts';

/** Returns where each value in a node is written, the node itself first, by its JSON Pointer (RFC 6901): `/items/0/sku`. */
export function placesIn(node: Node): ReadonlyMap<string, Span> {
  const places = new Map<string, Span>();
  add(places, node, '');
  return places;
}

function add(places: Map<string, Span>, node: Node, pointer: string): void {
  places.set(pointer, node.span);
  if (node.type === 'list')
    for (const [at, item] of node.items.entries()) add(places, item, `${pointer}/${at}`);
  else if (node.type === 'map')
    for (const [key, { value }] of node.entries) add(places, value, pointer + jsonPointer([key]));
}
