import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { referenceBlueprints } from '../../src/api/pack-tests.ts';
import { loadPack, loadPackFolder, packsIn } from '../../src/generate/pack/load-pack.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { HOSTILE_TEXTS } from '../../src/pack-test/hostile-texts.ts';
import { rewritableBlueprint } from '../../src/pack-test/rewritten-blueprint.ts';
import { testPack } from '../../src/pack-test/test-pack.ts';
import { temporaryFolders } from '../support/plans.ts';

const temporary = temporaryFolders();
const templates = join(process.cwd(), 'templates');
const packs = packsIn(templates).map((name) => loadPack(templates, name));
const blueprints = referenceBlueprints();
const [minimal = never()] = blueprints.filter(({ path }) => path.includes('minimal'));

function never(): never {
  throw new Error('there is no smallest blueprint');
}

test.each(blueprints.map((texts) => [texts.path, texts] as const))(
  'the packs that come with Lintel keep their structure whatever %s says',
  { timeout: 180_000 },
  (_path, texts) => {
    const { files, problems } = testPack(packs, texts);
    expect(problems).toEqual([]);
    expect(files).toBeGreaterThan(100);
  },
);

test('names in contracts are texts too', () => {
  const names = HOSTILE_TEXTS.filter((text) => text !== 'constructor');
  const property = { type: 'string' };
  const contract = {
    openapi: '3.0.3',
    info: { title: 'CRM', version: '1' },
    paths: {
      '/customers/{custNo}': {
        get: {
          operationId: 'readCustomer',
          parameters: [{ name: 'custNo', in: 'path', required: true, schema: property }],
          responses: {
            200: {
              description: 'One',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    required: names,
                    properties: Object.fromEntries(
                      names.map((name) => [name, { ...property, enum: [name], description: name }]),
                    ),
                  },
                },
              },
            },
          },
        },
      },
      ...Object.fromEntries(
        names.map((name, at) => [
          `/more/${at}`,
          { get: { operationId: name, tags: [name], responses: { 204: { description: name } } } },
        ]),
      ),
    },
  };
  const texts = { ...minimal, contract: () => JSON.stringify(contract) };
  expect(testPack(packs, texts).problems).toEqual([]);
  const model = rewritableBlueprint(texts).modelWith(new Map());
  const plan = model === null ? null : planFiles(model, packs);
  const api = plan?.files.find(({ path }) => path === 'backends/crm/openapi.yaml')?.content ?? '';
  const [schema] = Object.values<{ properties: object }>(parse(api).components?.schemas ?? {}).filter(
    ({ properties }) => properties !== undefined,
  );
  const inline =
    parse(api).paths['/customers/{custNo}'].get.responses['200'].content['application/json'].schema;
  expect(Object.keys(inline.properties ?? schema?.properties ?? {})).toEqual(names);
});

describe('finds', () => {
  /** Returns what is found with one template, by what it makes, and the first words of each. */
  function problemsOf(output: string, template: string): readonly string[] {
    const folder = temporary();
    const manifest = `name: p\ntitle: P\ntargets: [docs]\nentries: [{ for: system, template: a.hbs, output: ${JSON.stringify(output)} }]\n`;
    for (const [path, text] of Object.entries({ 'pack.yaml': manifest, 'a.hbs': template })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const pack = loadPackFolder(folder, 'my/p', templates);
    return testPack([pack], minimal).problems.map(
      ({ at, output: made, message }) => `${at} ${made} ${message}`,
    );
  }

  test.each([
    ['YAML', 'a.yaml', 'a: [\n'],
    ['JSON', 'a.json', '{'],
    ['TypeScript', 'a.ts', 'const x = ;\n'],
    ['XML', 'a.xml', '<a>'],
    ['a Dockerfile', 'Dockerfile', 'FORM x\n'],
    ['a shell script', 'a.sh', 'echo "x\n'],
  ])('what is not %s', (_language, output, template) => {
    expect(problemsOf(output, template)).toEqual([
      expect.stringMatching(/^my\/p\/a\.hbs \S+ it is not of its language: /),
    ]);
  });

  test.each([
    ['YAML without quotes', 'a.yaml', 'a: {{verbatim title}}\n'],
    ['YAML in quotes of its own', 'a.yaml', 'a: "{{verbatim title}}"\n'],
    ['YAML in a block', 'a.yaml', 'a: |\n  {{verbatim title}}\nb: 1\n'],
    ['YAML in a comment', 'a.yaml', '# {{verbatim title}}\na: 1\n'],
    ['JSON in quotes', 'a.json', '{ "a": "{{verbatim title}}" }'],
    ['a key of JSON', 'a.json', '{ "{{verbatim title}}": 1 }'],
    ['TypeScript in quotes', 'a.ts', "export const a = '{{verbatim title}}';\n"],
    ['TypeScript in backticks', 'a.ts', 'export const a = `{{verbatim title}}`;\n'],
    ['a comment of TypeScript', 'a.ts', '/** {{verbatim title}} */\nexport const a = 1;\n'],
    ['a line comment of TypeScript', 'a.ts', '// {{verbatim title}}\nexport const a = 1;\n'],
    ['a label of a Dockerfile', 'Dockerfile', 'FROM x\nLABEL a="{{verbatim title}}"\n'],
    ['a shell script', 'a.sh', 'echo "{{verbatim title}}"\n'],
    ['a heading', 'a.md', '# {{verbatim title}}\n'],
    ['the start of a line of Markdown', 'a.md', 'a\n{{verbatim title}}\n'],
    ['XML', 'a.xml', '<a>{{verbatim title}}</a>'],
    ['an attribute of XML', 'a.xml', '<a b="{{verbatim title}}"/>'],
    ['any other file', 'a.txt', 'a = {{verbatim title}}\n'],
    ['a file with `#` comments', 'a.ini', 'a = {{verbatim title}}\n'],
    ['a comment that begins with `#`', '.gitignore', '# {{verbatim title}}\nnode_modules/\n'],
    ['a line that does not begin with `#`', '.gitignore', 'a # {{comment title}}\n'],
    ['an encoder of another language', 'a.yaml', 'a: {{md title}}\n'],
    ['YAML in which Compose substitutes', 'compose.yaml', 'x-a: {{yaml title}}\n'],
    ['YAML in which Compose substitutes, elsewhere', 'a/docker-compose.dev.yml', 'x-a: {{yaml title}}\n'],
    ['the default of a variable', 'compose.yaml', 'x-a: ${A:-{{verbatim title}} }\n'],
    ['a shell word in a Dockerfile', 'Dockerfile', 'FROM x\nRUN echo {{md title}}\n'],
  ])('a text that is written as it is into %s', (_where, output, template) => {
    expect(problemsOf(output, template)).toEqual([expect.stringMatching(/^my\/p\/a\.hbs .* with the text /)]);
  });

  test.each<readonly [string, string]>([
    ['a.yaml', '# {{comment title}}\na: {{yaml title}}\nb: {{json title}}\n'],
    ['compose.yaml', 'x-a: {{composeYaml title}}\nx-b: ${A:-{{name}} } $B $$ ${C:?it is missing}\n'],
    ['a.json', '{ "a": {{json title}} }\n'],
    ['a.ts', '/** {{comment title}} */\nexport const a = {{ts title}};\n'],
    ['Dockerfile', 'FROM x\nLABEL a={{dockerfile title}}\n'],
    ...['.gitignore', '.dockerignore', '.env', 'deploy/shop.env', 'a.toml', '.github/CODEOWNERS'].map(
      (output) => [output, '# {{comment title}}\na\n# {{comment owner}}\n'] as const,
    ),
    ['a.sh', 'echo {{sh title}}\n'],
    ['a.md', '# {{md title}}\n\n{{md description}}\n- {{md owner}}\n'],
  ])('nothing where %s has the encoder of its language', (output, template) => {
    expect(problemsOf(output, template)).toEqual([]);
  });

  test.each([
    ['.gitignore', 'a\nb # {{comment title}}\n', 'line 2 is "b # *\\\\/ abort(1);'],
    ['a.txt', 'a\n{{verbatim title}}\n', 'it has 7 lines, not 3'],
    ['Dockerfile', 'FROM x\nLABEL {{comment title}}\n', 'instruction 2 is "LABEL '],
    ['a.ts', "export const a = '';\nexport const b = {{dockerfile title}};\n", 'text 2 is "one'],
  ])('what differs in %s by the number of the line, or what there is instead', (output, template, words) => {
    expect(problemsOf(output, template)).toEqual([expect.stringContaining(` in the blueprint, ${words}`)]);
  });

  test('a mistake in the pack, where it is', () => {
    expect(problemsOf('{nam}', '')).toEqual(['my/p/pack.yaml:4:51 null there is no field "nam" here']);
    expect(problemsOf('.git/hooks/pre-commit', '')).toEqual([
      'my/p/pack.yaml:4:51 null ".git/hooks/pre-commit" is not for a pack to write: in ".git", Git keeps what is its own',
    ]);
    expect(problemsOf('a', '\n{{titel}}')).toEqual(['my/p/a.hbs:2:3 null there is no field "titel" here']);
  });
});
