import { fstatSync, statSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/** An output that knows whether everything has been written. */
export interface DirectOutput extends Output {
  /** False once something went to the stream, which may still have it when the process ends. */
  readonly isWritten: boolean;
}

/**
 * Returns an output that writes what it is given to a file, a pipe or a socket before it returns. To load Node's streams for
 * that takes 2 ms of the 80 that a validation takes, and they would write at once as well. `stream` is asked for only where
 * it is needed: on a terminal, on Windows, and for the rest of a text that a pipe does not take at once.
 */
export function directOutput(fd: number, stream: () => Output): DirectOutput {
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
  let fallback: Output | null = null;
  const asStream = (): Output => {
    if (fallback === null) {
      fallback = stream();
      for (const listener of listeners) fallback.on('error', listener);
    }
    return fallback;
  };
  if (!takesAll(fd)) asStream();
  return {
    get isTTY() {
      return fallback?.isTTY === true;
    },
    get columns() {
      return fallback?.columns;
    },
    get isWritten() {
      return fallback === null;
    },
    write(text) {
      if (fallback !== null) return fallback.write(text);
      try {
        const rest = writeWhatFits(fd, Buffer.from(text));
        return rest === null || asStream().write(rest);
      } catch (error) {
        for (const listener of listeners) listener(error as NodeJS.ErrnoException);
        return false;
      }
    },
    on(event, listener) {
      listeners.push(listener);
      return fallback?.on(event, listener);
    },
  };
}

/** True if a write is as good as done when it returns: for all but devices that a person may sit at. */
function takesAll(fd: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    const stats = fstatSync(fd);
    return !stats.isCharacterDevice() || stats.rdev === statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}

/** Returns what a pipe that somebody made non-blocking has no room for; null: all is written. Throws what the system answers. */
function writeWhatFits(fd: number, bytes: Uint8Array): Uint8Array | null {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return bytes.subarray(written);
      throw error;
    }
  }
  return null;
}
