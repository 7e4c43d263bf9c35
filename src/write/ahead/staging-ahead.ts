import { dirname, join } from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { PlannedFile } from '../../generate/plan.ts';
import { BASES_PATH, basesOf } from '../bases.ts';
import { knowDigest } from '../digest.ts';
import { AHEAD, type Grounds, inStage, openGrounds } from '../grounds.ts';
import { holdFolders } from '../held-folders.ts';
import { LINTEL_FOLDER, type Manifest } from '../manifest.ts';
import { type Ahead, makeStage } from '../stage.ts';
import { discardStage } from '../transaction.ts';
import { type AheadFile, type Answer, type Request, Signal, type StageThreadData } from './messages.ts';

/** Files that go to the other thread at once: a message takes as long as a few of them. */
const BATCH = 100;

const PATIENCE_MS = 30_000;

/** The thread that stages. */
export interface StageThread {
  /** Where its module lies, built. */
  readonly script: string;
  /** One that has staged nothing for so long does nothing any more; half a minute unless said. */
  readonly patienceMs?: number;
}

/**
 * Staging by another thread, see `stage-thread.ts`, of what is planned while the rest is being planned. Takes the lock of the output folder
 * as held. `close` it. What fails in the thread is thrown when it is asked.
 */
export class StagingAhead implements Ahead {
  readonly #grounds: Grounds;
  /** The same folders held once more: what is renamed has two paths. */
  readonly #source: Pick<Grounds, 'lintel'>;
  readonly #signals = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  readonly #port: MessagePort;
  readonly #added: PlannedFile[] = [];
  readonly #staged = new Map<string, { readonly sha256: string; readonly mode: number }>();
  readonly #counts = new Map<string, number>();
  readonly #patienceMs: number;
  #batch: AheadFile[] = [];
  #hasEnded = false;
  /** How many of those that were added are known to be staged. */
  #count = 0;
  /** It was waited for in vain: it is not waited for again. */
  #isLost = false;
  /** What the thread said last of all. */
  #last: Answer | null = null;
  /** Digests of the texts in the file of bases; none until everything is staged. */
  #bases: readonly string[] = [];

  constructor(root: string, { script, patienceMs = PATIENCE_MS }: StageThread) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    const workerData: StageThreadData = { root, port: port2, signals: this.#signals };
    const worker = new Worker(script, { workerData, transferList: [port2] });
    // A thread that cannot begin does not answer, and that is told: by then this one has not been back to its events.
    worker.on('error', () => {});
    worker.unref();
    port1.unref();
    this.#patienceMs = patienceMs;
    this.#grounds = openGrounds(root);
    this.#source = { lintel: holdFolders(join(root, LINTEL_FOLDER)) };
    // Only now: until the first file is added, the other thread does nothing.
    makeStage(this.#grounds);
  }

  /** Takes a file of the plan. */
  readonly add = (file: PlannedFile): void => {
    const { path, content, mode } = file;
    this.#added.push(file);
    this.#batch.push({ path, content, mode });
    if (this.#batch.length >= BATCH) this.#flush();
  };

  /** Says that nothing more comes, and tells the digests of what is staged by now: what is left need not wait for the rest. */
  end(): void {
    this.#flush();
    this.#end();
    this.#take();
  }

  /** Waits until everything is staged, after `end`. */
  finish(): void {
    const last = this.#wait();
    if (last.type === 'failed') throw Object.assign(new Error(last.message), { code: last.code });
    const missing = this.#added[this.#count];
    if (last.type !== 'finished' || missing !== undefined)
      throw new Error(`${missing?.path ?? BASES_PATH} was not staged`);
    this.#bases = [...new Set(this.#added.map(({ path }) => this.#staged.get(path)?.sha256 ?? ''))];
    this.#know(BASES_PATH, last.basesDigest, 0o644);
  }

  /** Returns the digest of the file of bases, if what is staged is what a manifest refers to, in its order; else null. */
  basesDigest(manifest: Manifest): string | null {
    const wanted = basesOf(manifest);
    const isStaged =
      wanted.length === this.#bases.length && wanted.every((one, at) => one === this.#bases[at]);
    return isStaged ? (this.#staged.get(BASES_PATH)?.sha256 ?? null) : null;
  }

  has(path: string, sha256: string, mode: number): boolean {
    const staged = this.#staged.get(path);
    return staged?.sha256 === sha256 && staged.mode === mode;
  }

  countIn(folder: string): number {
    return this.#counts.get(folder) ?? 0;
  }

  at(path: string): string {
    return inStage(this.#source, `${AHEAD}/${path}`);
  }

  /** Returns what is done; where that fails, removes everything that was staged, and throws on. */
  orDiscard<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /** Removes everything that was staged. */
  discard(): void {
    Atomics.store(this.#signals, Signal.stop, 1);
    try {
      this.#end();
      this.#wait();
    } catch {
      // What failed there is why it is discarded, or does not matter any more.
    }
    discardStage(this.#grounds);
  }

  close(): void {
    this.#post({ type: 'end' });
    this.#source.lintel.close();
    this.#grounds.close();
  }

  #know(path: string, sha256: string, mode: number): void {
    this.#staged.set(path, { sha256, mode });
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      this.#counts.set(folder, this.countIn(folder) + 1);
  }

  #flush(): void {
    this.#post({ type: 'stage', files: this.#batch });
    this.#batch = [];
  }

  #post(request: Request): void {
    this.#port.postMessage(request);
  }

  #end(): void {
    if (!this.#hasEnded) this.#post({ type: 'finish' });
    this.#hasEnded = true;
  }

  /** Takes what the thread has answered so far. */
  #take(): void {
    for (;;) {
      const answer: Answer | undefined = receiveMessageOnPort(this.#port)?.message;
      if (answer === undefined) return;
      this.#last = answer;
      if (answer.type === 'staged') for (const sha256 of answer.digests) this.#takeDigest(sha256);
    }
  }

  #takeDigest(sha256: string): void {
    const file = this.#added[this.#count++];
    if (file === undefined) return;
    knowDigest(file, sha256);
    this.#know(file.path, sha256, file.mode);
  }

  /** Waits for the last answer, without going back to the events: a write is one piece, which no signal cuts in two. */
  #wait(): Answer {
    while (Atomics.load(this.#signals, Signal.answered) === 0) {
      const files = Atomics.load(this.#signals, Signal.files);
      this.#isLost ||=
        Atomics.wait(this.#signals, Signal.answered, 0, this.#patienceMs) === 'timed-out' &&
        files === Atomics.load(this.#signals, Signal.files);
      if (this.#isLost) throw new Error('the thread that writes files does not answer');
    }
    this.#take();
    if (this.#last === null) throw new Error('the thread that writes files gave no answer');
    return this.#last;
  }
}
