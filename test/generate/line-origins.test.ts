import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import {
  fewestOrigins,
  formatOrigins,
  originAt,
  originsOf,
  parseOrigins,
} from '../../src/generate/line-origins.ts';
import { createRenderer } from '../../src/generate/render/render.ts';

let templates = 0;
const render = createRenderer();

/** Returns the lines that a template gives, each with its line in the template and what of the blueprint it is for. */
function traced(text: string, view: object): readonly string[] {
  const { text: written, origins } = render({ shown: `traced-${templates++}`, text }, view);
  return written
    .split('\n')
    .slice(0, -1)
    .map((line, at) => {
      const origin = originAt(origins, at + 1);
      const path = origin?.blueprintPath ? ` ${origin.blueprintPath}` : '';
      return `${origin?.templateLine}${path}: ${line}`;
    });
}

describe('the lines of a rendered template', () => {
  it('are traced through blocks, which write nothing themselves', () => {
    const template = 'a\n{{#if yes}}\nb\n{{else}}\nc\n{{/if}}\n\nd {{#if yes}}e{{/if}}\n';
    expect(traced(template, { yes: true })).toEqual(['1: a', '3: b', '3: ', '8: d e']);
    expect(traced(template, { yes: false })).toEqual(['1: a', '5: c', '5: ', '8: d ']);
  });

  it('are traced through lists, to the part of the blueprint that each is for', () => {
    const view = {
      items: [
        { name: 'a', blueprintPath: 'frontends.a', calls: [{ to: 'x' }] },
        { name: 'b', blueprintPath: 'frontends.b', calls: [{ to: 'y' }, { to: 'z' }] },
      ],
    };
    const template = 'top\n{{#each items}}\n{{name}}\n{{#each calls}}\n  {{to}}\n{{/each}}\n{{/each}}\nend\n';
    expect(traced(template, view)).toEqual([
      '1: top',
      '3 frontends.a: a',
      '5 frontends.a:   x',
      '3 frontends.b: b',
      '5 frontends.b:   y',
      '5 frontends.b:   z',
      '8: end',
    ]);
  });

  it('are traced through values of several lines and pieces that are joined', () => {
    const template = 'labels:\n  {{yaml map}}\n{{#fit}}\ncall(\n  {{name}},\n)\n{{/fit}}\nlast\n';
    expect(traced(template, { map: { a: 1, b: 2 }, name: 'x' })).toEqual([
      '1: labels:',
      '2:   a: 1',
      '2:   b: 2',
      '4: call(x)',
      '8: last',
    ]);
  });

  it('are what they are without being traced, whatever stands beside them', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        '}',
        '{',
        ' ',
        '\n',
        '\n',
        '{{name}}',
        '{{~name~}}',
        '{{#if yes}}',
        '{{/if}}',
        '{{#each list}}',
        '{{/each}}',
      ],
      ...[
        '{{#if no}}',
        '{{else}}',
        '{{! a\n comment }}',
        '{{~#if yes~}}',
        '{{~/if}}',
        '{{ name\n}}',
        '{{{name}}}',
      ],
    );
    const view = { yes: true, no: false, name: 'x', list: ['y', 'z'] };
    let compared = 0;
    const property = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const plain = withoutLines(text, view);
      if (plain === null) return;
      compared += 1;
      expect(render({ shown: `plain-${templates++}`, text }, view).text).toBe(plain);
    });
    fc.assert(property, { numRuns: 5_000, examples: [[['{{name~}}', '\n', '\n', ' ', 'a']]] });
    expect(compared).toBeGreaterThan(200);
  });
});

/** What Handlebars itself makes of a template; null where it is none. */
function withoutLines(text: string, view: object): string | null {
  try {
    return Handlebars.compile(text, { noEscape: true, strict: true })(view);
  } catch {
    return null;
  }
}

const mark = fc.record({
  line: fc.integer({ min: 1, max: 60 }),
  templateLine: fc.integer({ min: 1, max: 30 }),
  count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
  blueprintPath: fc.constantFrom('', 'frontends.a', 'gateway.api.routes./home', 'objectives.a b!%'),
});
const marks = fc.array(mark, { maxLength: 40 }).map((all) => all.sort((a, b) => a.line - b.line));

describe('origins', () => {
  it('say of each marked line what its first mark says', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const origins = originsOf(given);
        for (const line of given.flatMap((one) =>
          Array.from({ length: one.count }, (_, at) => one.line + at),
        )) {
          const first = given.find((one) => one.line <= line && line < one.line + one.count);
          expect(first).toBeDefined();
          if (first === undefined) continue;
          const { templateLine, blueprintPath } = first;
          const expected = { line, templateLine: templateLine + line - first.line, blueprintPath };
          expect(originAt(origins, line)).toEqual(expected);
        }
      }),
    );
  });

  it('are the same after they were written down', () => {
    const patch = fc.constantFrom({}, { patch: 'my blueprint!.yaml#patches.0' }, { patch: '100%25.yaml#a' });
    fc.assert(
      fc.property(marks, patch, (given, by) => {
        const origins = originsOf(given).map((origin) => ({ ...origin, ...by }));
        expect(parseOrigins(formatOrigins(origins))).toEqual(origins);
      }),
    );
  });

  it('are as few as say the same of successive lines', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const origins = originsOf(given);
        const lines = Array.from({ length: 60 }, (_, at) => originAt(origins, at + 1) ?? []).flat();
        const fewest = fewestOrigins(lines);
        expect(lines.map(({ line }) => originAt(fewest, line))).toEqual(lines);
        expect(fewest.length).toBeLessThanOrEqual(origins.length);
      }),
    );
  });
});
