import type { MapNode, ParsedDocument } from '../source/parsed-document.ts';

/**
 * A parsed document whose root is a map and whose shape has been looked at. Its parts are read with the functions of
 * `fields.ts`, which take a value of the wrong shape for an absent one: what is wrong has been reported already, and the
 * rest can still be checked.
 */
export interface Blueprint {
  readonly document: ParsedDocument;
  readonly root: MapNode;
}
