import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../src/diagram/choices.ts';
import { formatMermaid } from '../../src/diagram/mermaid.ts';
import type { Picture } from '../../src/diagram/picture.ts';
import { pictureOf } from '../../src/diagram/views/index.ts';
import { blueprintModel } from '../support/blueprint-model.ts';
import { sampleModel } from '../support/sample-model.ts';

const model = blueprintModel('mobile-integration');

const ID = '[a-zA-Z]+(?:_[a-zA-Z0-9]+)?';
const TEXT = '"[\\p{L}\\p{M}\\p{N} \\-_.,/{}()·*#;<>]*"';
/** Every form that a line may have. */
const GRAMMAR: readonly RegExp[] = [
  /^---$/,
  /^title: ".*"$/,
  /^flowchart TB$/,
  new RegExp(`^  subgraph (${ID})\\[${TEXT}\\]$`, 'u'),
  /^ {4}direction TB$/,
  new RegExp(`^    (${ID})(?:\\(\\[${TEXT}\\]\\)|\\[\\(${TEXT}\\)\\]|\\[${TEXT}\\])$`, 'u'),
  /^ {2}end$/,
  new RegExp(`^  (${ID}) -\\.?-> ?(?:\\|${TEXT}\\| )?(${ID})$`, 'u'),
  new RegExp(`^  classDef ${ID} fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$`),
  new RegExp(`^  class ${ID}(?:,${ID})* ${ID}$`),
  new RegExp(`^  style ${ID} fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$`),
  /^ {2}linkStyle \d+(?:,\d+)* stroke:#[0-9a-f]{6}$/,
];

function strangersIn(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => !GRAMMAR.some((form) => form.test(line)));
}

/** The same picture with every text replaced. */
function saying(picture: Picture, text: string): Picture {
  return {
    ...picture,
    title: text,
    groups: picture.groups.map((group) => ({
      ...group,
      title: text,
      nodes: group.nodes.map((node) => ({ ...node, text, note: text, rows: [{ text, value: text }] })),
    })),
    links: picture.links.map((link) => ({ ...link, label: [text] })),
  };
}

describe('formatMermaid', () => {
  it.each(VIEWS)('writes a flowchart of the %s view', (view) => {
    const picture = pictureOf(model, view);
    const text = formatMermaid(picture, 'auto');
    expect(strangersIn(text)).toEqual([]);
    expect(text.match(/^ {2}subgraph /gm)).toHaveLength(picture.groups.length);
    expect(text.match(/^ {2}end$/gm)).toHaveLength(picture.groups.length);
    expect(text.match(/-->|-\.->/g)).toHaveLength(picture.links.length);
    for (const { title } of picture.groups) expect(text).toContain(`["${title}"]`);
  });

  it('joins only what it has declared', () => {
    for (const view of VIEWS) {
      const text = formatMermaid(pictureOf(model, view), 'light');
      const declared = [...text.matchAll(/^ {2}(?:subgraph | {2})([a-zA-Z]+_[a-zA-Z0-9]+)/gm)].map(
        ([, id]) => id,
      );
      const used = [...text.matchAll(/^ {2}(\w+) -\.?->.* (\w+)$/gm)].flatMap(([, from, to]) => [from, to]);
      expect(new Set(declared).size).toBe(declared.length);
      expect(used.filter((id) => !declared.includes(id))).toEqual([]);
    }
  });

  it('dashes what is optional and colours what is storage', () => {
    const text = formatMermaid(pictureOf(model, 'schematic'), 'light');
    expect(text).toMatch(/^ {2}frontends_2 -\.->\|"HTTP"\| mobileServices_4$/m);
    const links = text.split('\n').filter((line) => /-->|-\.->/.test(line));
    const [, storage = ''] = /linkStyle ([\d,]+) /.exec(text) ?? [];
    expect(storage.split(',').map((index) => links[Number(index)])).toEqual(
      links.filter((line) => line.includes('"SQL"')),
    );
  });

  it('keeps its structure whatever elements are called', () => {
    const picture = pictureOf(sampleModel(), 'detail');
    const bare = (text: string) =>
      text.split('\n').map((line) => (line.startsWith('title: ') ? 'title' : line.replace(/"[^"]*"/g, '""')));
    const benign = bare(formatMermaid(saying(picture, 'x'), 'light'));
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"]\nclick a',
        '`**x**`',
        '%%{init: {}}%%',
        'end',
        '#quot;',
        '<b onclick="x">',
        '---\n',
        '\\"',
      ),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const hostile = formatMermaid(saying(picture, text), 'light');
        expect(strangersIn(hostile)).toEqual([]);
        expect(bare(hostile)).toEqual(benign);
        expect(JSON.parse(/^title: (.*)$/m.exec(hostile)?.[1] ?? '')).toBeTypeOf('string');
      }),
      { seed: 11 },
    );
  });

  it('is dark where that is asked for', () => {
    const picture = pictureOf(sampleModel(), 'logical');
    expect(formatMermaid(picture, 'auto')).toBe(formatMermaid(picture, 'light'));
    expect(formatMermaid(picture, 'dark')).not.toBe(formatMermaid(picture, 'light'));
  });
});
