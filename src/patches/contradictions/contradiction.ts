import type { Document } from 'yaml';
import type { Finding } from '../../diagnostics/findings.ts';
import type { Patch } from '../../model/model.ts';
import { shownPointer } from '../pointer.ts';
import type { Claim } from './claim.ts';
import { type Standings, wayTo } from './standing.ts';

/** A patch, and what an earlier one said that is so no longer. */
export interface Contradiction {
  readonly patch: Patch;
  readonly claim: Claim;
  /** What is there now; undefined: nothing. */
  readonly now: unknown;
  /** Where the nodes stood before the patch. */
  readonly before: Standings;
  readonly document: Document;
  /** The file of the document. */
  readonly file: string;
}

const HINT =
  'keep one of the two; if the second is to win, let it test the place before, name one object where the first is for all, or stand in another file';

/** Returns what is said of a contradiction, at the later patch, with the place of the earlier one. */
export function contradictionFinding(contradiction: Contradiction): Finding {
  const { patch, claim } = contradiction;
  const [first, now] = wordsFor(contradiction);
  return {
    rule: 'patch',
    message: `two patches do not agree about ${placeOf(contradiction)}: the first ${first}, this one ${now}`,
    hint: HINT,
    span: patch.target.span,
    path: patch.path,
    related: [{ message: `the first ${first}`, span: claim.patch.target.span }],
  };
}

function wordsFor({ claim: { says }, now }: Contradiction): readonly [string, string] {
  if (says.type === 'item-removed')
    return [`takes the item with ${says.key} ${shown(says.value)} away`, 'brings it back'];
  const first = says.type === 'removed' ? 'takes it away' : `sets it to ${shown(says.value)}`;
  return [first, now === undefined ? 'takes it away' : `sets it to ${shown(now)}`];
}

function placeOf({ claim, before, document, file }: Contradiction): string {
  const { parent, token, says } = claim;
  const last = says.type === 'set' ? (before.get(says.node)?.token ?? token) : token;
  const way = says.type === 'item-removed' || parent === null ? [] : [last];
  const pointer = shownPointer([...wayTo(before, parent), ...way]);
  const kind = document.get('kind');
  const object =
    typeof kind === 'string' ? `${kind} "${String(document.getIn(['metadata', 'name']))}" in ` : '';
  return `${pointer} of ${object}${file}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
