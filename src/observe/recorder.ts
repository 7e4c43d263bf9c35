import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { RunListener } from './run.ts';

/** A listener that writes every span to `spans.jsonl`, one JSON object a line, in order of arrival. */
export interface SpanFile extends RunListener {
  readonly path: string;
  /** Writes what is left and closes the file. */
  close(): void;
}

/** Spans are written in pieces of about this many characters. */
const pieceLength = 64 * 1024;

/** Creates the file in a folder, which is created with it. Throws a UserError where it cannot be written. */
export function recordSpans(folder: string): SpanFile {
  const path = join(folder, 'spans.jsonl');
  const file = open(folder, path);
  let pending = '';
  const write = () => {
    writeSync(file, pending);
    pending = '';
  };
  return {
    path,
    on(event) {
      if (event.type !== 'span') return;
      const { type: _type, ...span } = event;
      pending += `${JSON.stringify(span)}\n`;
      if (pending.length >= pieceLength) write();
    },
    close() {
      write();
      closeSync(file);
    },
  };
}

function open(folder: string, path: string): number {
  try {
    mkdirSync(folder, { recursive: true });
    return openSync(path, 'w');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      'environment',
      `cannot write ${path}: ${reason}`,
      'choose a folder that can be written to',
    );
  }
}
