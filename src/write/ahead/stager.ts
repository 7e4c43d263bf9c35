import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { BASES_PATH, formatBase } from '../bases.ts';
import { digestOf } from '../digest.ts';
import { fileSystem } from '../file-system.ts';
import { AHEAD, type Grounds, inStage } from '../grounds.ts';
import { holdFolders } from '../held-folders.ts';
import { LINTEL_FOLDER } from '../manifest.ts';
import type { AheadFile } from './messages.ts';

/**
 * Stages files of a plan at the paths that they are to have, and beside them the file of bases: their texts, in their order. Throws what the
 * file system throws.
 */
export class Stager {
  readonly #grounds: Pick<Grounds, 'lintel'>;
  readonly #folders = new Set(['.']);
  readonly #known = new Set<string>();
  readonly #bases: number;
  readonly #basesHash = createHash('sha256');

  /** In an output folder that has an empty `.lintel/stage`. */
  constructor(root: string) {
    this.#grounds = { lintel: holdFolders(join(root, LINTEL_FOLDER)) };
    fileSystem.makeFolder(inStage(this.#grounds, AHEAD));
    this.#makeFolder(dirname(BASES_PATH));
    this.#bases = fileSystem.openNew(this.#at(BASES_PATH), 0o644);
  }

  /** Returns the digests of the files, in their order; as long as `goesOn` says so. */
  stage(files: readonly AheadFile[], goesOn: () => boolean): readonly string[] {
    const digests: string[] = [];
    let bases = '';
    for (const { path, content, mode } of files) {
      if (!goesOn()) break;
      this.#makeFolder(dirname(path));
      const bytes = Buffer.from(content);
      fileSystem.writeNew(this.#at(path), bytes, mode);
      const sha256 = digestOf(bytes);
      digests.push(sha256);
      if (this.#known.has(sha256)) continue;
      this.#known.add(sha256);
      bases += formatBase(content);
    }
    // Line ends of texts are escaped in JSON, so the digest is that of the bytes.
    const bytes = Buffer.from(bases);
    this.#basesHash.update(bytes);
    fileSystem.append(this.#bases, bytes);
    return digests;
  }

  /** Returns the digest of the file of bases. Nothing more can be staged. */
  finish(): string {
    return this.#basesHash.digest('hex');
  }

  close(): void {
    fileSystem.close(this.#bases);
    this.#grounds.lintel.close();
  }

  #makeFolder(folder: string): void {
    if (this.#folders.has(folder)) return;
    this.#makeFolder(dirname(folder));
    fileSystem.makeFolder(this.#at(folder));
    this.#folders.add(folder);
  }

  #at(path: string): string {
    return inStage(this.#grounds, `${AHEAD}/${path}`);
  }
}
