import type { FileSystem } from '../../../src/write/file-system.ts';

/** What a call of the file system is made to do. */
export type Fault =
  /** The process is killed: before the call, or after half of the text of a file was written. */
  | { readonly type: 'kill'; readonly at: number; readonly torn?: boolean }
  /** The call fails; with `torn`, after half of the text. With `lasting`, every later call that changes anything fails too. */
  | {
      readonly type: 'error';
      readonly at: number;
      readonly code: string;
      readonly torn?: boolean;
      readonly lasting?: boolean;
    }
  /** Somebody else does something just before the call. */
  | { readonly type: 'meanwhile'; readonly at: number; readonly act: () => void };

/** A call that was made, in order. */
export interface Call {
  readonly name: keyof FileSystem;
  readonly path: string;
}

const changing: ReadonlySet<string> = new Set<keyof FileSystem>([
  'writeNew',
  'makeFolder',
  'link',
  'rename',
  'removeFile',
  'removeFolder',
  'removeTree',
  'syncFile',
  'syncFolder',
]);

/** True if a call changes the disk, or waits for a change. */
export function isChange({ name }: Call): boolean {
  return changing.has(name);
}

/** Thrown where the process would be no more. */
export class Killed extends Error {}

/** What is to happen, and what did. */
export interface Faults {
  calls: Call[];
  plan: readonly Fault[];
  isDead: boolean;
}

export function noFaults(): Faults {
  return { calls: [], plan: [], isDead: false };
}

/** Returns a file system that fails as it is told, and waits for no disk. A killed process still lets go of its descriptors. */
export function faultyFileSystem(real: FileSystem, faults: Faults): FileSystem {
  const meet = (call: Call, half: () => void) => {
    if (faults.isDead) throw new Killed();
    const at = faults.calls.push(call) - 1;
    for (const fault of faults.plan) {
      if (fault.type === 'meanwhile' && fault.at === at) fault.act();
      if (fault.type === 'kill' && fault.at === at) {
        if (fault.torn === true) half();
        faults.isDead = true;
        throw new Killed();
      }
      if (fault.type !== 'error') continue;
      if (fault.at === at || (fault.lasting === true && at > fault.at && isChange(call))) {
        if (fault.torn === true && fault.at === at) half();
        throw Object.assign(new Error(`${fault.code}: injected`), { code: fault.code });
      }
    }
  };
  const nothing = () => {};
  const one =
    <Result>(name: keyof FileSystem, run: (path: string) => Result) =>
    (path: string): Result => {
      meet({ name, path }, nothing);
      return run(path);
    };
  const two =
    (name: keyof FileSystem, run: (from: string, to: string) => void) => (from: string, to: string) => {
      meet({ name, path: to }, nothing);
      run(from, to);
    };
  return {
    stat: one('stat', real.stat),
    readText: one('readText', real.readText),
    readBytes: one('readBytes', real.readBytes),
    names: one('names', real.names),
    writeNew(path, text, mode) {
      meet({ name: 'writeNew', path }, () => real.writeNew(path, text.slice(0, text.length / 2), mode));
      real.writeNew(path, text, mode);
    },
    openNew: real.openNew,
    append: real.append,
    makeFolder: one('makeFolder', real.makeFolder),
    link: two('link', real.link),
    rename: two('rename', real.rename),
    removeFile: one('removeFile', real.removeFile),
    removeFolder: one('removeFolder', real.removeFolder),
    removeTree: one('removeTree', real.removeTree),
    syncFile: one('syncFile', nothing),
    syncFolder: one('syncFolder', nothing),
    openFolder: one('openFolder', real.openFolder),
    close: real.close,
  };
}
