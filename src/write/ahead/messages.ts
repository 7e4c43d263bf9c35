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
  /** 1 as soon as the last answer is given. */
  answered: 0,
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
  /** To be answered by their digests. */
  | { readonly type: 'stage'; readonly files: readonly AheadFile[] }
  /** Nothing more comes. To be answered by that of the bases, or by what failed. */
  | { readonly type: 'finish' }
  | { readonly type: 'end' };

export type Answer =
  /** Of files that are staged, in the order in which they were given. */
  | { readonly type: 'staged'; readonly digests: readonly string[] }
  /** Everything is; the digest is that of the file of bases: the texts of all files, each once, in that order too. */
  | { readonly type: 'finished'; readonly basesDigest: string }
  /** The first thing that failed, after which nothing more was staged. */
  | { readonly type: 'failed'; readonly message: string; readonly code: string };
