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
  /** 1 as soon as the answer is given. */
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
  | { readonly type: 'stage'; readonly files: readonly AheadFile[] }
  /** Nothing more comes. The only one that is answered. */
  | { readonly type: 'finish' }
  | { readonly type: 'end' };

/** What is staged. */
export interface Staged {
  /** In the order in which the files were given. */
  readonly digests: readonly string[];
  /** Of the file of bases: their texts, each once, in that order too. */
  readonly basesDigest: string;
}

/** Or the first thing that failed, after which nothing more was staged. */
export type Answer = Staged | { readonly failure: { readonly message: string; readonly code: string } };
