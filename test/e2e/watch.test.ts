import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintel, reference, startLintel, temporaryFolder } from '../support/run-lintel.ts';

function copyOfReference(): string {
  const folder = temporaryFolder();
  cpSync(dirname(reference), folder, { recursive: true });
  return folder;
}

/** Resolves when what was printed since the last call has the text in it. */
function reader(stream: NodeJS.ReadableStream) {
  let unread = '';
  let check = () => {};
  stream.on('data', (chunk) => {
    unread += String(chunk);
    check();
  });
  return (text: string) =>
    new Promise<string>((resolve) => {
      check = () => {
        if (!unread.includes(text)) return;
        const read = unread;
        unread = '';
        resolve(read);
      };
      check();
    });
}

describe('lintel validate --watch', () => {
  it('checks again when the blueprint or a contract changes, survives what cannot be read, and ends with Ctrl-C', async () => {
    const folder = copyOfReference();
    const file = join(folder, 'blueprint.yaml');
    const text = readFileSync(file, 'utf8');
    const running = startLintel(['validate', '--watch'], folder);
    const printed = reader(running.stdout);
    const told = reader(running.stderr);
    await printed('no findings');
    await told('watching');
    writeFileSync(file, text.replace('to: storefront, cache: 5s', 'to: storefrnt, cache: 5s'));
    expect(await printed('unknown-reference')).toContain('did you mean "storefront"?');
    await told('watching');
    writeFileSync(file, text);
    await printed('no findings');
    await told('watching');
    const contract = join(folder, 'contracts/crm.openapi.yaml');
    writeFileSync(contract, 'openapi: 3.0.3\n');
    await printed('[contract]');
    await told('watching');
    writeFileSync(file, Buffer.from([0xff, 0xfe]));
    await printed('is not UTF-8');
    running.kill('SIGINT');
    expect(await running).toMatchObject({ exitCode: 130 });
  });

  it('cannot watch stdin', async () => {
    const { exitCode, stderr } = await lintel(['validate', '-', '--watch']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('stdin cannot be watched');
  });
});
