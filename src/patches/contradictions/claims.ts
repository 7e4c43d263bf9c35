import { type Document, isNode, type Node, visit } from 'yaml';
import type { Finding } from '../../diagnostics/findings.ts';
import type { Patch } from '../../model/model.ts';
import { readAt } from '../places.ts';
import { afterChange } from './after-change.ts';
import type { Claim } from './claim.ts';
import { claimsOfChange } from './claims-of-change.ts';
import { contradictionFinding } from './contradiction.ts';
import { mayOverride } from './may-override.ts';
import { standingsOf } from './standing.ts';

/** Follows one patch on one document. */
export interface Watch {
  /** Is told of what a patch tests, before it changes that. */
  readonly test: (path: readonly string[]) => void;
  /** Returns what the patch, now that it is made, contradicts of those before it: one finding for each of those, on all documents. */
  readonly end: () => readonly Finding[];
}

/**
 * What patches have made of documents, to find those that contradict each other. Documents are compared before and after each patch, so it
 * makes no difference in which form a patch says what it does.
 */
export class Claims {
  readonly #ofDocuments = new Map<Document, readonly Claim[]>();
  /** The patches that each is known to contradict: once is enough, on however many documents. */
  readonly #contradicted = new Map<Patch, Set<Patch>>();

  /** Begins to follow a patch that is about to be made on a document of a file. */
  watch(patch: Patch, document: Document, file: string): Watch {
    const before = standingsOf(document);
    const was = plainDocument(document);
    const tested = new Set<Node>();
    return {
      test: (path) => {
        const found = readAt(document, path);
        if (found !== undefined)
          visit(found, (_, node) => (isNode(node) ? void tested.add(node) : undefined));
      },
      end: () => {
        const is = plainDocument(document);
        const change = { patch, document, was, is, before, after: standingsOf(document) };
        const findings: Finding[] = [];
        const kept = (this.#ofDocuments.get(document) ?? []).flatMap((claim) => {
          const outcome = afterChange(claim, change);
          if (outcome.type === 'kept') return [outcome.claim];
          if (
            outcome.type === 'broken' &&
            !mayOverride(patch, claim, tested) &&
            this.#isNew(patch, claim.patch)
          )
            findings.push(contradictionFinding({ patch, claim, now: outcome.now, before, document, file }));
          return [];
        });
        this.#ofDocuments.set(document, [...kept, ...claimsOfChange(change)]);
        return findings;
      },
    };
  }

  #isNew(patch: Patch, other: Patch): boolean {
    const others = this.#contradicted.get(patch) ?? new Set();
    const isNew = !others.has(other);
    this.#contradicted.set(patch, others.add(other));
    return isNew;
  }
}

function plainDocument(document: Document): unknown {
  return document.toJS({ maxAliasCount: -1 });
}
