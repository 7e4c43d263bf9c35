import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, Hover } from 'vscode-languageserver-protocol/node';
import { blueprintSchema } from '../../src/blueprint/schema/index.ts';
import { type EditorClient, startEditor } from '../support/editor-client.ts';
import { reference, temporaryFolder } from '../support/run-lintel.ts';

const server = fileURLToPath(
  new URL('../../node_modules/yaml-language-server/bin/yaml-language-server', import.meta.url),
);

/** The YAML server that editors use, with the schema as `lintel schema` prints it and no settings but the first line. */
describe('the schema in the YAML language server', () => {
  let editor: EditorClient;
  let file: string;

  beforeEach(async () => {
    const folder = temporaryFolder();
    file = join(folder, 'blueprint.yaml');
    writeFileSync(join(folder, 'lintel.schema.json'), JSON.stringify(blueprintSchema()));
    editor = await startEditor([process.execPath, server, '--stdio'], folder);
  });

  const opened = (text: string) =>
    editor.write(file, `# yaml-language-server: $schema=./lintel.schema.json\n${text}`);

  function ask<T>(method: string, line: number, character: number): Promise<T> {
    return editor.connection.sendRequest<T>(`textDocument/${method}`, {
      textDocument: { uri: pathToFileURL(file).href },
      position: { line, character },
    });
  }

  async function completions(line: number, character: number): Promise<readonly CompletionItem[]> {
    return (await ask<CompletionList>('completion', line, character)).items;
  }

  it('finds nothing wrong with the reference blueprint', async () => {
    expect(await opened(readFileSync(reference, 'utf8'))).toEqual([]);
  });

  it('completes the keys of an element, each with a description', async () => {
    await opened('frontends:\n  shop:\n    operations:\n      getHome:\n        \n');
    const items = await completions(5, 8);
    expect(items.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['http', 'deadline', 'gathers', 'title']),
    );
    expect(items.filter(({ documentation }) => documentation === undefined || documentation === '')).toEqual(
      [],
    );
  });

  it('completes the keys that depend on another: those of a kind of mobile service', async () => {
    await opened('mobileServices:\n  s:\n    kind: sync\n    \n');
    const labels = (await completions(4, 4)).map(({ label }) => label);
    expect(labels).toContain('collections');
    expect(labels).not.toContain('retention');
  });

  it('completes the values of a choice', async () => {
    await opened('mobileServices:\n  s:\n    kind: \n');
    expect((await completions(3, 10)).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['push', 'sync', 'metrics', 'security', 'identity']),
    );
  });

  it('explains a key with its description and examples', async () => {
    await opened('gateway:\n  api:\n    deadline: 3s\n');
    const hover = await ask<Hover>('hover', 3, 6);
    expect(JSON.stringify(hover.contents)).toContain('Time within which an answer has to begin');
    expect(JSON.stringify(hover.contents)).toMatch(/Examples?/);
  });

  it('marks an unknown key and a wrong quantity', async () => {
    const problems = await opened(
      'blueprint: mobile-integration/v1\nname: a\nownr: b\ngateway:\n  g: { deadline: 3, routes: { /a: { to: b } } }\n',
    );
    const lines = problems.map(({ range }) => range.start.line);
    expect(lines).toContain(3);
    expect(lines).toContain(5);
  });
});
