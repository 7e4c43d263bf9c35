import { dirname, join } from 'node:path';
import { BASES_PATH, formatBase } from '../bases.ts';
import { digestOf } from '../digest.ts';
import { fileSystem } from '../file-system.ts';
import { AHEAD, type Grounds, inStage } from '../grounds.ts';
import { holdFolders } from '../held-folders.ts';
import { LINTEL_FOLDER } from '../manifest.ts';
import type { AheadFile } from './messages.ts';

/** Stages files of a plan at the paths that they are to have, and what is kept of their texts. Throws what the file system throws. */
export class Stager {
  /** In the order in which the files were staged. */
  readonly digests: string[] = [];
  readonly #bases = new Map<string, string>();
  readonly #folders = new Set(['.']);
  readonly #grounds: Pick<Grounds, 'lintel'>;

  /** In an output folder that has an empty `.lintel/stage`. */
  constructor(root: string) {
    this.#grounds = { lintel: holdFolders(join(root, LINTEL_FOLDER)) };
    fileSystem.makeFolder(inStage(this.#grounds, AHEAD));
  }

  stage({ path, content, mode }: AheadFile): void {
    this.#makeFolder(dirname(path));
    fileSystem.writeNew(this.#at(path), content, mode);
    const sha256 = digestOf(content);
    this.digests.push(sha256);
    if (!this.#bases.has(sha256)) this.#bases.set(sha256, formatBase(content));
  }

  /** Stages the file of bases. Returns its digest. */
  stageBases(digests: readonly string[], others: ReadonlyMap<string, string>): string {
    const lines = digests.map((sha256) => {
      const text = others.get(sha256);
      return this.#bases.get(sha256) ?? (text === undefined ? '' : formatBase(text));
    });
    const content = Buffer.from(lines.join(''));
    this.#makeFolder(dirname(BASES_PATH));
    fileSystem.writeNew(this.#at(BASES_PATH), content, 0o644);
    return digestOf(content);
  }

  close(): void {
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
