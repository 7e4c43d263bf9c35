import type { ConflictStyle } from '../merge/merge-file.ts';
import type { Comparison } from './change.ts';
import type { Rename } from './exchanges.ts';

/** What is written down about a generation. */
export interface Generation {
  /** Version of Lintel. */
  readonly lintel: string;
  /** `sha256:<hex>`. */
  readonly blueprintDigest: string;
  /** Digest of all that a plan is made of: equal inputs give equal plans. */
  readonly inputs: string;
}

/** What users decide about a folder that is not as it was generated. */
export interface Wishes {
  /** What becomes of places that user and templates both changed; `fail`: nothing is written. */
  readonly conflict: ConflictStyle;
  /** Elements that are called otherwise now. */
  readonly renames: readonly Rename[];
}

export const NO_WISHES: Wishes = { conflict: 'fail', renames: [] };

export interface Applied {
  /** How the folder was found. */
  readonly comparison: Comparison;
  /** False where there was a conflict, or nothing to do. */
  readonly written: boolean;
}
