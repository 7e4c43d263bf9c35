import type { MessagePort } from 'node:worker_threads';

/** What the thread that stages files is started with. */
export interface StageThreadData {
  /** The output folder, whose lock is held. */
  readonly root: string;
  /** Takes questions, gives answers. */
  readonly port: MessagePort;
  /** Counts: see `Signal`. Shared, so that who waits for an answer need not return to its event loop. */
  readonly signals: Int32Array;
}

/** What is counted in the memory that both threads share. */
export const Signal = {
  /** Answers given. */
  answers: 0,
  /** Files staged: that the thread is alive. */
  files: 1,
  /** Not 0: nothing more is to be staged. */
  stop: 2,
} as const;

/** A file to be staged. */
export interface AheadFile {
  /** Relative to the output folder, forward slashes. */
  readonly path: string;
  readonly content: string;
  readonly mode: number;
}

export type Request =
  | { readonly type: 'stage'; readonly files: readonly AheadFile[] }
  /** Answered with the digests of all files so far. */
  | { readonly type: 'digests' }
  /** Answered with the digest of the file of bases, which is staged: texts of these digests, in that order. */
  | {
      readonly type: 'bases';
      readonly digests: readonly string[];
      /** Those that are not staged, by their digest. */
      readonly texts: ReadonlyMap<string, string>;
    }
  | { readonly type: 'end' };

/** Digests, in the order in which the files were given; or the first thing that failed, after which nothing more was staged. */
export type Answer =
  | { readonly digests: readonly string[] }
  | { readonly failure: { readonly message: string; readonly code: string } };
