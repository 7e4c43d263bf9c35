import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { check } from '../../src/api/check.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { expectWellFormed, folderWith, shownErrors } from './check-case.ts';
import { CONTRACT, SOUND, soundWith } from './sound-blueprint.ts';

const TIB = 1024 ** 4;

/** Returns what is said about a blueprint of a folder, as text. */
function told(folder: string, file = 'blueprint.yaml'): string {
  try {
    const { diagnostics } = check(file, folder);
    expectWellFormed(diagnostics);
    return shownErrors(diagnostics);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

/** A pipe that nobody writes into: to open it in the ordinary way would wait for ever. */
function pipe(path: string): void {
  execFileSync('mkfifo', [path]);
}

/** A file of holes alone, which takes no space. */
function sparse(path: string, bytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, bytes);
}

async function socket(path: string): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(path, resolve));
  onTestFinished(() => void server.close());
}

const unusable = (reason: string) =>
  expect.stringContaining(`contract: contract "odd.yaml" cannot be used: ${reason}`);

describe('a contract that is no ordinary file', () => {
  const folder = () =>
    folderWith({ 'blueprint.yaml': soundWith('contract: crm.yaml', 'contract: odd.yaml') });

  it('is not waited for if it is a pipe', () => {
    const at = folder();
    pipe(join(at, 'odd.yaml'));
    expect(told(at)).toEqual(unusable('it is not a file'));
  });

  it('is not connected to if it is a socket', async () => {
    const at = folder();
    await socket(join(at, 'odd.yaml'));
    expect(told(at)).toEqual(unusable('it is not a file'));
  });

  it('is not listed if it is a folder', () => {
    const at = folder();
    mkdirSync(join(at, 'odd.yaml'));
    expect(told(at)).toEqual(unusable('it is not a file'));
  });

  it.each([
    ['a device that never ends', '/dev/zero'],
    ['a file of the system', '/etc/passwd'],
    ['the environment of the process', '/proc/self/environ'],
  ])('is not followed if it is a link to %s', (_what, target) => {
    const at = folder();
    symlinkSync(target, join(at, 'odd.yaml'));
    expect(told(at)).toEqual(unusable('it is a link out of the folder of the blueprint'));
  });

  it('is not followed if a folder on the way to it is a link out', () => {
    const at = folderWith({
      'blueprint.yaml': soundWith('contract: crm.yaml', 'contract: away/odd.yaml'),
    });
    const outside = folderWith({ 'odd.yaml': CONTRACT });
    symlinkSync(outside, join(at, 'away'));
    expect(told(at)).toContain('cannot be used: it is a link out of the folder of the blueprint');
  });

  it('is not followed for ever if it is a link to itself', () => {
    const at = folder();
    symlinkSync(join(at, 'odd.yaml'), join(at, 'odd.yaml'));
    expect(told(at)).toEqual(unusable('it cannot be read (ELOOP)'));
  });

  it('is followed if it is a link that stays inside', () => {
    const at = folder();
    symlinkSync('crm.yaml', join(at, 'odd.yaml'));
    expect(told(at)).toBe('nothing');
  });

  it('is not read if it has a tebibyte', () => {
    const at = folder();
    sparse(join(at, 'odd.yaml'), TIB);
    expect(told(at)).toEqual(unusable('it is larger than 4 MiB'));
  });

  // Root may read everything.
  it.skipIf(process.getuid?.() === 0)('is said to be unreadable if nobody may read it', () => {
    const at = folder();
    writeFileSync(join(at, 'odd.yaml'), CONTRACT);
    chmodSync(join(at, 'odd.yaml'), 0);
    expect(told(at)).toEqual(unusable('it cannot be read (EACCES)'));
  });
});

describe('a blueprint that is no ordinary file', () => {
  it('is not waited for if it is a pipe', () => {
    const at = folderWith({});
    pipe(join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('file-unreadable: "blueprint.yaml" is not a regular file');
  });

  it('is not connected to if it is a socket', async () => {
    const at = folderWith({});
    await socket(join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('file-unreadable: "blueprint.yaml" is not a regular file');
  });

  it('is not read if it is a device that never ends', () => {
    expect(told('/', 'dev/zero')).toBe('file-unreadable: "dev/zero" is not a regular file');
  });

  it('is not listed if it is a folder', () => {
    const at = folderWith({});
    mkdirSync(join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('file-is-directory: "blueprint.yaml" is a folder');
  });

  it('is not read if it is a link out of its folder, so that findings show nothing of other files', () => {
    const at = folderWith({});
    symlinkSync('/etc/passwd', join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('file-outside: "blueprint.yaml" is a link out of its folder');
  });

  it('is read if it is a link that stays inside', () => {
    const at = folderWith({ 'real.yaml': SOUND });
    symlinkSync('real.yaml', join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('nothing');
  });

  it('is read in a folder that is a link itself', () => {
    const at = folderWith({ 'blueprint.yaml': SOUND });
    const elsewhere = folderWith({});
    symlinkSync(at, join(elsewhere, 'linked'));
    expect(told(elsewhere, 'linked/blueprint.yaml')).toBe('nothing');
  });

  it('is not followed for ever if it is a link to itself', () => {
    const at = folderWith({});
    symlinkSync(join(at, 'blueprint.yaml'), join(at, 'blueprint.yaml'));
    expect(told(at)).toBe('file-unreadable: "blueprint.yaml" cannot be read (ELOOP)');
  });

  it('is read no further than shows that it is too large if it has a tebibyte', () => {
    const at = folderWith({});
    sparse(join(at, 'blueprint.yaml'), TIB);
    expect(told(at)).toContain('1:1 syntax: a NUL character is not allowed');
  });

  it('is named so that it commands nothing and nobody who prints its name', () => {
    const name = '::error::\u001b[2Jgone\n.yaml';
    expect(told(folderWith({ [name]: 'a: [' }), name)).toMatch(/^1:5 syntax: /);
  });
});
