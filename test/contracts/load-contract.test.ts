import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contracts/load-contract.ts';

let folder = '';
let root = '';
const MINIMAL =
  '{"openapi":"3.1.0","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{}}}}}';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  root = join(folder, 'blueprint');
  mkdirSync(join(root, 'contracts'), { recursive: true });
  writeFileSync(join(folder, 'outside.json'), MINIMAL);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function load(name: string, content: string | Uint8Array) {
  writeFileSync(join(root, name), content);
  return loadContract(root, name);
}
const problemOf = (result: ReturnType<typeof loadContract>) => ('problem' in result ? result.problem : '');

describe('loadContract', () => {
  it('reads a JSON document and keeps its path and text', () => {
    const result = load('contracts/a.json', MINIMAL);
    if ('problem' in result) throw new Error(result.problem);
    expect(result.contract).toMatchObject({
      file: 'contracts/a.json',
      text: MINIMAL,
      title: 'T',
      protocol: 'rest',
    });
    expect(result.contract.operations.map((o) => o.id)).toEqual(['get_a']);
  });

  it('reads YAML with a byte order mark, and JSON under a YAML name', () => {
    expect(load('bom.yaml', `\uFEFFopenapi: 3.0.3\npaths: {/a: {get: {responses: {}}}}\n`)).toHaveProperty(
      'contract',
    );
    expect(load('json.yaml', MINIMAL)).toHaveProperty('contract');
  });

  it('takes an unquoted "swagger: 2.0" for Swagger 2.0', () => {
    expect(load('s.yaml', 'swagger: 2.0\npaths:\n  /a:\n    get:\n      responses: {}\n')).toHaveProperty(
      'contract',
    );
  });

  it('refuses a file outside of the folder, by any way', () => {
    symlinkSync(join(folder, 'outside.json'), join(root, 'link.json'));
    expect(problemOf(loadContract(root, '../outside.json'))).toMatch(/outside of the folder/);
    expect(problemOf(loadContract(root, join(folder, 'outside.json')))).toMatch(/outside of the folder/);
    expect(problemOf(loadContract(root, 'link.json'))).toMatch(/link out of the folder/);
  });

  it('follows a link that stays inside of the folder', () => {
    writeFileSync(join(root, 'real.json'), MINIMAL);
    symlinkSync(join(root, 'real.json'), join(root, 'inner.json'));
    expect(loadContract(root, 'inner.json')).toHaveProperty('contract');
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['broken.json', '{"openapi": ', /it is not JSON/],
    ['broken.yaml', 'openapi: 3.0.0\npaths: [\nb: c\n', /it is not YAML: line \d+, column \d+/],
    ['directive.yaml', '%YAML 1.1\n---\nopenapi: 3.0.0\n', /directive "%YAML 1.1"/],
    ['deep.yaml', `openapi: ${'['.repeat(100_000)}`, /nested too deeply/],
    ['deep.json', `{"openapi":"3.0.0","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, /deeper than 128/],
    ['circle.yaml', 'openapi: 3.0.0\nx: &a [*a]\n', /alias stands inside of its own anchor/],
    ['four.yaml', 'openapi: 4.0.0\n', /OpenAPI 4.0.0 is not supported/],
    ['other.yaml', 'asyncapi: 2.0.0\n', /^it has neither "openapi", "swagger" nor/],
    ['list.json', '[]', /^it has neither "openapi", "swagger" nor/],
    ['empty.yaml', '  \n', /it is empty/],
    ['latin.yaml', new Uint8Array([0x61, 0xff, 0x62]), /not UTF-8/],
    ['html.xml', '<html><body/></html>', /root element is "html"/],
    ['cut.wsdl', '<definitions><a></definitions>', /line 1/],
    ['none.json', '{"openapi":"3.0.0","paths":{}}', /no operations/],
  ])('says what is wrong with %s', (name, content, problem) => {
    const said = problemOf(load(name, content));
    expect(said).toMatch(problem);
    // Whoever reports it names the file.
    expect(said).not.toContain(name);
  });

  it('keeps a problem to one short line, whatever the file holds', () => {
    const problem = problemOf(load('long.yaml', `openapi: "${'4\\n'.repeat(10_000)}"`));
    expect(problem.length).toBeLessThan(400);
    expect(problem).not.toContain('\n');
  });

  it('says that a file is missing, a folder or too large', () => {
    expect(problemOf(loadContract(root, 'absent.yaml'))).toMatch(/no such file/);
    expect(problemOf(loadContract(root, 'contracts'))).toMatch(/not a file/);
    expect(problemOf(load('big.wsdl', `<a>${' '.repeat(1024 * 1024)}</a>`))).toMatch(/larger than 1 MiB/);
    expect(problemOf(load('big.json', ' '.repeat(4 * 1024 * 1024 + 1)))).toMatch(/larger than 4 MiB/);
  });
});
