import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type {
  CodeAction,
  Hover,
  Location,
  Position,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol/node';
import { createSource } from '../../src/source/source.ts';
import { type EditorClient, startEditor } from '../support/editor-client.ts';
import { bin, lintel, reference, temporaryFolder } from '../support/run-lintel.ts';

const text = readFileSync(reference, 'utf8');

interface Opened {
  readonly editor: EditorClient;
  readonly folder: string;
  readonly file: string;
}

async function open(): Promise<Opened> {
  // What lies beside the folder that is open is looked at, too.
  const folder = join(temporaryFolder(), 'shop');
  cpSync(dirname(reference), folder, { recursive: true });
  const editor = await startEditor([process.execPath, bin, 'lsp', '--stdio'], folder);
  return { editor, folder, file: join(folder, 'blueprint.yaml') };
}

/** The place of a word in a text, counted as the protocol counts; `inside` letters further. */
function place(of: string, word: string, inside = 1): Position {
  const before = of.slice(0, of.indexOf(word) + inside).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function ask<T>({ editor, file }: Opened, method: string, params: object): Promise<T> {
  return editor.connection.sendRequest<T>(`textDocument/${method}`, {
    textDocument: { uri: pathToFileURL(file).href },
    ...params,
  });
}

/** Returns the text after an answer's edits of one document. */
function edited(of: string, { changes }: WorkspaceEdit): string {
  const { lineStarts } = createSource('a.yaml', of);
  const offset = ({ line, character }: Position) => (lineStarts[line] ?? 0) + character;
  const edits = Object.values(changes ?? {}).flat();
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      of,
    );
}

describe('lintel lsp', () => {
  it('publishes the findings of what is being typed, saved or not, and takes them back', async () => {
    const opened = await open();
    expect(await opened.editor.write(opened.file, text)).toEqual([]);
    const wrong = text.replace('to: storefront, cache: 5s', 'to: storefrnt, cache: 5s');
    const [finding, ...others] = await opened.editor.write(opened.file, wrong);
    expect(others.map((one) => one.code)).not.toContain('unknown-reference');
    expect(finding).toMatchObject({ source: 'lintel', code: 'unknown-reference', severity: 1 });
    expect(finding?.range.start).toEqual(place(wrong, 'storefrnt', 0));
    expect(await opened.editor.write(opened.file, text)).toEqual([]);
    expect(await opened.editor.close()).toBe(0);
  });

  it('explains the rule of a finding', async () => {
    const opened = await open();
    const unused = text.replace('      shopper: {', '      old: { rate: 1/s }\n      shopper: {');
    await opened.editor.write(opened.file, unused);
    const hover = await ask<Hover>(opened, 'hover', { position: place(unused, 'old: {') });
    expect(JSON.stringify(hover.contents)).toContain('**unused-element**');
  });

  it('leads to the declaration, lists references and renames all of them', async () => {
    const opened = await open();
    await opened.editor.write(opened.file, text);
    const position = place(text, 'reaches: erp', 10);
    const [definition] = await ask<Location[]>(opened, 'definition', { position });
    expect(definition?.range.start).toEqual(place(text, '\n  erp:\n', 3));
    const references = await ask<Location[]>(opened, 'references', {
      position,
      context: { includeDeclaration: false },
    });
    expect(references.length).toBeGreaterThanOrEqual(5);
    const edit = await ask<WorkspaceEdit>(opened, 'rename', { position, newName: 'sap' });
    const renamed = edited(text, edit);
    expect(renamed).not.toMatch(/(?<![\w-])erp(?![\w-]|\.wsdl)/);
    expect(await opened.editor.write(opened.file, renamed)).toEqual([]);
    await expect(
      ask(opened, 'rename', { position: place(renamed, 'reaches: sap', 10), newName: 'crm' }),
    ).rejects.toThrow('there is another "crm" already');
  });

  it('lets an element that was generated say what it was called, so that the next generation keeps what was edited', async () => {
    const opened = await open();
    const out = join(opened.folder, '../shop-system');
    expect((await lintel(['generate', opened.file, '-o', out])).exitCode).toBe(0);
    const edit = join(out, 'services/checkout/src/operations/place-order.ts');
    writeFileSync(edit, `// mine\n${readFileSync(edit, 'utf8')}`);
    await opened.editor.write(opened.file, text);
    const rename = async (of: string, from: string, newName: string) => {
      const position = place(of, `\n  ${from}:\n`, 4);
      return edited(of, await ask<WorkspaceEdit>(opened, 'rename', { position, newName }));
    };
    const renamed = await rename(text, 'checkout', 'till');
    expect(renamed).toContain('\n  till:\n    formerly: checkout\n');
    expect(await opened.editor.write(opened.file, renamed)).toEqual([]);
    writeFileSync(opened.file, renamed);
    expect((await lintel(['generate', opened.file, '-o', out])).exitCode).toBe(0);
    expect(readFileSync(edit.replace('checkout', 'till'), 'utf8')).toMatch(/^\/\/ mine\n/);
    // It was generated as "till" by now, and goes back to what it was.
    const back = await rename(renamed, 'till', 'checkout');
    expect(back).toContain('\n  checkout:\n    formerly: till\n');
    expect(await opened.editor.write(opened.file, back)).toEqual([]);
  });

  it('offers a suppression of what is no error', async () => {
    const opened = await open();
    const unused = text.replace('      shopper: {', '      old: { rate: 1/s }\n      shopper: {');
    await opened.editor.write(opened.file, unused);
    const at = place(unused, 'old: {');
    const actions = await ask<CodeAction[]>(opened, 'codeAction', {
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    expect(actions.map((one) => one.title)).toContain(
      'Suppress unused-element here (write the reason into the comment)',
    );
  });

  it('looks again when a contract changes', async () => {
    const opened = await open();
    expect(await opened.editor.write(opened.file, text)).toEqual([]);
    const contract = join(opened.folder, 'contracts/crm.openapi.yaml');
    writeFileSync(contract, 'openapi: 3.0.3\n');
    const found = opened.editor.nextFindings(opened.file);
    await opened.editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: pathToFileURL(contract).href, type: 2 }],
    });
    expect((await found).map((one) => one.code)).toContain('contract');
  });

  it('says nothing about YAML that is no blueprint', async () => {
    const opened = await open();
    expect(await opened.editor.write(join(opened.folder, 'other.yaml'), 'a: [\n')).toEqual([]);
  });
});
