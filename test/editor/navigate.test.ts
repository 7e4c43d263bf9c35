import { describe, expect, it } from 'vitest';
import { definitionsAt, referencesAt, renameAt, renameableAt } from '../../src/editor/navigate.ts';
import type { OpenDocument } from '../../src/editor/open-document.ts';
import { toOffset } from '../../src/editor/places.ts';
import { applyEdits } from '../../src/fix/apply-fixes.ts';
import { openDocument } from './editor.ts';

const text = `gateway:
  api:
    routes: { /home: { to: shop } }
frontends:
  shop: # the shop
    operations:
      getHome: { http: GET /home, gathers: { a: { from: crm-integration.getA }, b: { from: "push.send", after: a } } }
integrations:
  crm-integration:
    reaches: crm
    operations: { getA: { http: GET /a, calls: crm.readA } }
mobileServices: { push: { kind: push } }
backends: { crm: { contract: crm.yaml } }
scenarios: { out: { faults: [{ on: crm-integration -> crm, kind: reset }] } }
`;
const document = openDocument(text);

/** The offset of the only, or the n-th, place of a word, in its middle. */
function at(word: string, nth = 0): number {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf(word, offset + 1);
  return offset + 1;
}

function words(locations: readonly { readonly range: Parameters<typeof lineOf>[0] }[]): readonly string[] {
  return locations.map(({ range }) => lineOf(range));
}

function lineOf({ start }: { readonly start: { readonly line: number } }): string {
  return (text.split('\n')[start.line] ?? '').trim();
}

/** Returns the text after a rename, of an element that was never generated unless it is said. */
function renamed(opened: OpenDocument, offset: number, name: string, wasGenerated = false): string {
  const edits = rename(opened, offset, name, wasGenerated).changes?.[opened.uri] ?? [];
  const { source } = opened;
  return applyEdits(
    source.text,
    edits.map(({ range, newText }) => ({
      span: { source, start: toOffset(source, range.start), end: toOffset(source, range.end) },
      text: newText,
    })),
  );
}

function rename(opened: OpenDocument, offset: number, name: string, wasGenerated = false) {
  return renameAt(opened, offset, { name, wasGenerated: () => wasGenerated });
}

describe('definitionsAt', () => {
  it.each([
    ['to: shop', 4, 'shop: # the shop'],
    ['crm-integration.getA', 0, 'crm-integration:'],
    ['.getA', 1, 'operations: { getA: { http: GET /a, calls: crm.readA } }'],
    ['reaches: crm', 9, 'backends: { crm: { contract: crm.yaml } }'],
    ['"push.send"', 2, 'mobileServices: { push: { kind: push } }'],
    ['-> crm', 3, 'backends: { crm: { contract: crm.yaml } }'],
  ])('leads from %s to where it is declared', (word, inside, line) => {
    expect(words(definitionsAt(document, text.indexOf(word) + inside))).toEqual([line]);
  });

  it('leads nowhere from a text that names nothing', () => {
    expect(definitionsAt(document, at('GET /home'))).toEqual([]);
  });
});

describe('referencesAt', () => {
  it('lists every place of an element in the order of the text, with or without its declaration', () => {
    const places = referencesAt(document, at('reaches: crm') + 8, true);
    expect(places).toHaveLength(4);
    expect(referencesAt(document, at('reaches: crm') + 8, false)).toHaveLength(3);
    const lines = places.map(({ range }) => range.start.line);
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
  });
});

describe('renameAt', () => {
  it('renames an element wherever it is named, and changes nothing else', () => {
    expect(renamed(document, at('crm-integration:'), 'customers')).toBe(
      text.replaceAll('crm-integration', 'customers'),
    );
  });

  it('renames an operation in its references too', () => {
    expect(renamed(document, at('getA', 1), 'getCustomer')).toBe(text.replaceAll('getA', 'getCustomer'));
  });

  it('offers the name without its owner', () => {
    expect(renameableAt(document, at('.getA') + 1)).toMatchObject({ placeholder: 'getA' });
  });

  it.each([
    ['a name that is taken', 'push', 'there is another "push" already'],
    ['a name of the wrong form', 'Crm', '"Crm" is no name of this kind'],
  ])('refuses %s', (_, name, message) => {
    expect(() => rename(document, at('backends: { crm') + 12, name)).toThrow(message);
  });

  it('refuses what no text declares, and parts, which expressions name too', () => {
    expect(renameableAt(document, at('push.send') + 6)).toBeNull();
    expect(renameableAt(document, at('after: a') + 7)).toBeNull();
    expect(() => rename(document, at('push.send') + 6, 'x')).toThrow('nothing here');
  });

  it('refuses where a place is not written letter by letter', () => {
    const opened = openDocument(text.replace('reaches: crm', 'reaches: "c\\x72m"'));
    const place = opened.source.text.indexOf('backends: { crm') + 13;
    expect(() => rename(opened, place, 'customers')).toThrow('rename it by hand');
  });

  describe('of an element', () => {
    const of = (element: string) => `frontends:\n  shop:${element}\nbackends: {}\n`;
    const named = (element: string) => of(element).replace('shop:', 'store:');
    const owner = '\n    owner: us # them';

    it.each([
      ['is written first', owner, `\n    formerly: shop${owner}`],
      ['within brackets', ' { owner: us }', ' { formerly: shop, owner: us }'],
      ['comes behind another', `\n    formerly: kiosk${owner}`, `\n    formerly: [kiosk, shop]${owner}`],
      ['comes behind others', ' { formerly: [a, b] }', ' { formerly: [a, b, shop] }'],
      [
        'comes behind items',
        '\n    formerly:\n    - a\n    - b\n    owner: us',
        '\n    formerly: [a, b, shop]\n    owner: us',
      ],
      ['goes where it comes back', `\n    formerly: store${owner}`, `\n    formerly: shop${owner}`],
    ])('that was generated, keeps its name in "formerly": %s', (_, before, after) => {
      expect(renamed(openDocument(of(before)), 14, 'store', true)).toBe(named(after));
    });

    it.each([
      ['nothing comes in', owner, owner],
      ['what was there stays', `\n    formerly: kiosk${owner}`, `\n    formerly: kiosk${owner}`],
      ['the name that comes back goes', `\n    formerly: store${owner}`, owner],
      ['only that one goes', ' { formerly: [a, store] }', ' { formerly: a }'],
    ])('that was not: %s', (_, before, after) => {
      expect(renamed(openDocument(of(before)), 14, 'store')).toBe(named(after));
    });

    it('is all that is renamed where its text has anchors', () => {
      const text = of(' &shop { owner: us }');
      expect(renamed(openDocument(text), 14, 'store', true)).toBe(text.replace('shop:', 'store:'));
    });
  });

  it('leaves operations, which have no folder, without one', () => {
    expect(renamed(document, at('getA', 1), 'getCustomer', true)).toBe(
      text.replaceAll('getA', 'getCustomer'),
    );
  });
});
