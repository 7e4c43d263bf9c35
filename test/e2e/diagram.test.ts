import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { lintel, minimal, reference, temporaryFolder } from '../support/run-lintel.ts';

/** A folder of its own with the minimal blueprint, which may be changed first. */
function folderWith(edit: (text: string) => string = (text) => text): string {
  const folder = temporaryFolder();
  cpSync(dirname(minimal), folder, { recursive: true });
  writeFileSync(join(folder, 'blueprint.yaml'), edit(readFileSync(minimal, 'utf8')));
  return folder;
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('lintel diagram', () => {
  it('prints SVG where nobody looks at a terminal, the same each time', async () => {
    const [first, second] = [await lintel(['diagram', reference]), await lintel(['diagram', reference])];
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(XMLValidator.validate(first.stdout)).toBe(true);
    expect(first.stdout).toContain('schematic view');
    expect(second.stdout).toBe(first.stdout);
  });

  it.each(['logical', 'schematic', 'detail'])('draws the %s view in every format', async (view) => {
    for (const [format, start] of [
      ['svg', '<svg'],
      ['mermaid', '---\ntitle:'],
      ['text', 'Minimal · minimal ·'],
    ] as const) {
      const { exitCode, stdout } = await lintel(['diagram', minimal, '--view', view, '-f', format]);
      expect(exitCode).toBe(0);
      expect(stdout.startsWith(start)).toBe(true);
    }
  });

  it.each([
    ['out.svg', '<svg'],
    ['out.mmd', '---'],
    ['out.txt', 'Minimal'],
  ])('writes %s in the format that its name says, and nothing beside it', async (file, start) => {
    const folder = folderWith();
    const before = readdirSync(folder);
    const { exitCode, stdout, stderr } = await lintel(['diagram', '-o', file], folder);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: '', stderr: `diagram: ${file}` });
    expect(readFileSync(join(folder, file), 'utf8').startsWith(start)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([...before, file].sort());
  });

  it('keeps to the columns that COLUMNS says, with ASCII alone where asked for', async () => {
    vi.stubEnv('COLUMNS', '50');
    const { stdout } = await lintel(['diagram', minimal, '-f', 'text', '--ascii']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBe(50);
    expect(stdout).toMatch(/^[\n -~]*$/);
  });

  it('draws a blueprint that has warnings', async () => {
    const folder = folderWith((text) =>
      text.replace('backends:\n', 'backends:\n  lonely: { contract: contracts/crm.openapi.yaml }\n'),
    );
    const { exitCode, stdout } = await lintel(['diagram', '-f', 'text'], folder);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('lonely');
  });

  it('draws no blueprint that has errors, and prints the findings', async () => {
    const folder = folderWith((text) => text.replace('to: home', 'to: hme'));
    const { exitCode, stdout, stderr } = await lintel(['diagram', '-o', 'out.svg'], folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain('did you mean "home"');
    expect(readdirSync(folder)).not.toContain('out.svg');
  });

  it.each([
    [['-o', 'picture.png'], '"picture.png" does not say which format it is'],
    [['-o', 'missing/out.svg'], 'there is no folder for the file "missing/out.svg"'],
    [['-f', 'svg', '-o', 'blueprint.yaml'], '"blueprint.yaml" is the blueprint itself'],
    [['-f', 'text', '--theme', 'dark'], 'text has no colours, so --theme says nothing'],
    [['-f', 'svg', '--ascii'], '--ascii is for text, and this is svg'],
    [['--view', 'physical'], 'Allowed choices are logical, schematic, detail'],
  ])('refuses %j and leaves the folder as it was', async (words, message) => {
    const folder = folderWith();
    const before = readFileSync(join(folder, 'blueprint.yaml'), 'utf8');
    const { exitCode, stderr } = await lintel(['diagram', ...words], folder);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(readFileSync(join(folder, 'blueprint.yaml'), 'utf8')).toBe(before);
  });
});
