import type { Source } from '../source/source.ts';

/** The files that a configuration is made of: as they are on the disk, or as they were at a commit. Paths are absolute. */
export interface ProjectFiles {
  /** Returns a file, or why it is not read: what follows its name in a sentence. */
  readonly read: (path: string) => FileRead;
  /** Returns how a file is called in messages. */
  readonly nameOf: (path: string) => string;
}

export type FileRead =
  | { readonly source: Source }
  | {
      readonly problem: string;
      readonly hint: string;
      /** True: there is no such file. False: it is there, and is not for us. */
      readonly isMissing: boolean;
    };
