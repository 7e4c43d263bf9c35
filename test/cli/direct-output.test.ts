import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { directOutput } from '../../src/cli/direct-output.ts';
import type { Output } from '../../src/cli/io.ts';
import { temporaryFolder } from '../support/run-lintel.ts';

function opened(path: string, flags: string | number): number {
  const fd = openSync(path, flags);
  onTestFinished(() => closeSync(fd));
  return fd;
}

/** Returns a named pipe that does not wait for room, and that this process alone has open. */
function impatientPipe(): number {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return opened(path, constants.O_RDWR | constants.O_NONBLOCK);
}

/** A stream that remembers what it is given, as a terminal of 72 columns would be. */
class Remembering implements Output {
  readonly isTTY = true;
  readonly columns = 72;
  readonly bytes: Uint8Array[] = [];
  listeners = 0;

  write(text: string | Uint8Array): boolean {
    this.bytes.push(Buffer.from(text as string));
    return true;
  }

  on(): void {
    this.listeners++;
  }
}

const noStream = () => {
  throw new Error('the stream is not needed');
};

describe.skipIf(process.platform === 'win32')('directOutput', () => {
  it('writes to a file before it returns, without the stream', () => {
    const file = join(temporaryFolder(), 'out.txt');
    const output = directOutput(opened(file, 'w'), noStream);
    expect([output.isTTY, output.columns]).toEqual([false, undefined]);
    output.write('façade\n');
    output.write(Buffer.from('again\n'));
    expect(readFileSync(file, 'utf8')).toBe('façade\nagain\n');
    expect(output.isWritten).toBe(true);
  });

  it('has no need of the stream for /dev/null and for a pipe', () => {
    expect(directOutput(opened('/dev/null', 'w'), noStream).write('gone')).toBe(true);
    const pipe = impatientPipe();
    directOutput(pipe, noStream).write('through');
    const read = Buffer.alloc(7);
    readSync(pipe, read);
    expect(read.toString()).toBe('through');
  });

  it('leaves to the stream what a pipe has no room for, byte for byte', () => {
    const pipe = impatientPipe();
    const room = filled(pipe);
    const stream = new Remembering();
    const output = directOutput(pipe, () => stream);
    output.on('error', () => {});
    drain(pipe, room);
    const text = 'ü'.repeat(room);
    output.write(text);
    output.write('end');
    const taken = drain(pipe, room);
    expect(Buffer.concat([taken, ...stream.bytes]).toString()).toBe(`${text}end`);
    expect(stream.bytes).toHaveLength(2);
    expect([output.isWritten, stream.listeners]).toEqual([false, 1]);
  });

  it('is the stream where a person may sit at the other end', () => {
    const stream = new Remembering();
    const output = directOutput(opened('/dev/full', 'w'), () => stream);
    output.write('shown');
    expect(Buffer.concat(stream.bytes).toString()).toBe('shown');
    expect([output.isTTY, output.columns, output.isWritten]).toEqual([true, 72, false]);
  });

  it('tells its listeners what cannot be written', () => {
    const codes: (string | undefined)[] = [];
    const output = directOutput(opened(join(import.meta.dirname, 'direct-output.test.ts'), 'r'), noStream);
    output.on('error', ({ code }) => codes.push(code));
    expect(output.write('read-only')).toBe(false);
    expect(codes).toEqual(['EBADF']);
  });
});

/** Fills a pipe and returns how many bytes it took. */
function filled(pipe: number): number {
  let room = 0;
  const page = Buffer.alloc(4096);
  try {
    for (;;) room += writeSync(pipe, page);
  } catch {
    return room;
  }
}

/** Returns what a pipe holds, up to a number of bytes. */
function drain(pipe: number, most: number): Buffer {
  const bytes = Buffer.alloc(most);
  let length = 0;
  while (length < most) length += readSync(pipe, bytes, length, most - length, null);
  return bytes;
}
