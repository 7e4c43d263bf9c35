import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { referenceBlueprints } from '../../src/api/pack-tests.ts';
import { loadPack } from '../../src/generate/pack/load-pack.ts';
import type { FilePlan } from '../../src/generate/plan.ts';
import { planFiles } from '../../src/generate/plan-files.ts';
import { compareOutputs } from '../../src/pack-test/compare-outputs.ts';
import { HOSTILE_TEXTS } from '../../src/pack-test/hostile-texts.ts';
import { readOutput } from '../../src/pack-test/read-output.ts';
import { modelOfTexts, rewritableBlueprint } from '../../src/pack-test/rewritten-blueprint.ts';
import { joinPieces, readPieces } from '../../src/pack-test/wsdl-places.ts';

/** No other sees the names in contracts. */
const pack = loadPack(join(process.cwd(), 'templates'), 'typescript');
const [reference = never()] = referenceBlueprints().filter(({ path }) => path.includes('mobile-integration'));
const wsdl = reference.contract('contracts/erp.wsdl') ?? never();

function never(): never {
  throw new Error('the reference blueprint has no WSDL document');
}

describe('the texts of a WSDL document', () => {
  const { pieces, places } = readPieces('erp.wsdl', wsdl);

  test('are what is said of operations and types, and what takes any text by its type', () => {
    expect([...new Set(places.map(({ sort }) => sort))]).toEqual([
      'erp.wsdl: definitions name',
      'erp.wsdl: documentation',
      'erp.wsdl: example',
      'erp.wsdl: enumeration value',
      'erp.wsdl: operation soapAction',
    ]);
    const texts = places.map(({ way: [at] }) => pieces[Number(at)]);
    expect(texts).toContain('Creates a sales order.');
    expect(texts).toContain('http://erp.example.com/orderdesk/2011/CreateOrder');
  });

  test('can be any text, and all else stays as it is', () => {
    expect(joinPieces(pieces)).toBe(wsdl);
    const { places: open, modelWith } = rewritableBlueprint(reference);
    const actions = open.filter(({ sort }) => sort.endsWith('soapAction'));
    for (const text of HOSTILE_TEXTS) {
      const model = modelWith(new Map(actions.map((place) => [place, text])));
      const erp = model?.backends.find(({ name }) => name === 'erp');
      const found = erp?.contract.operations.map(({ soap }) => soap?.soapAction);
      expect(found).toEqual(actions.map(() => text));
    }
  });
});

/** A name that needs quotes as a key, as hostile ones do. */
const PLAIN = 'Plain-Name';

interface NamedThing {
  readonly what: string;
  /** Where its name stands in the document. */
  readonly at: RegExp;
  /** What may be no part of it. */
  readonly without?: RegExp;
  /** What comes before it, where things are put in order by their names. */
  readonly before?: string;
}

/** Names may hold what no name of XML does: nobody looks at them before a template does. */
describe.each<NamedThing>([
  { what: 'an operation', at: /(?<=wsdl:operation name=")CreateOrder(?=")/g },
  // One that is an identifier needs no quotes.
  { what: 'a field', at: /(?<=name=")reserved(?=")/g, without: /^\w+$/ },
  { what: 'the element of a message', at: /(?<=[":])CreateOrderResponse(?=")/g, before: 'Plain-' },
  { what: 'a namespace', at: /http:\/\/erp\.example\.com\/orderdesk\/2011(?=")/g },
  // Behind it, a query begins.
  { what: 'the path of a port', at: /(?<=\/soap\/)orderdesk(?=")/g, without: /[?#].*/ },
])('the name of $what in a WSDL document', ({ what, at, without = /$^/, before = '' }) => {
  test('changes nothing but itself in what is generated, or is refused', { timeout: 60_000 }, () => {
    const plain = planWith(PLAIN) ?? never();
    const contents = new Map(plain.files.map(({ path, content }) => [path, content]));
    let taken = 0;
    for (const text of HOSTILE_TEXTS) {
      const name = before + text.replace(/\s+/g, '_').replace(without, '');
      const plan = planWith(name);
      if (name === '' || plan === null) continue;
      taken += 1;
      const replacements = new Map([[PLAIN, name]]);
      for (const { path, content } of plan.files) {
        const expected = contents.get(path) ?? '';
        if (content === expected) continue;
        const found = compareOutputs(readOutput(path, expected), readOutput(path, content), replacements);
        expect(found, `${path} with ${JSON.stringify(name)}`).toBeNull();
      }
    }
    expect(taken).toBeGreaterThan(10);
  });

  function planWith(name: string): FilePlan | null {
    const inXml = name.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
    const contract = (file: string) =>
      file === 'contracts/erp.wsdl' ? wsdl.replace(at, () => inXml) : reference.contract(file);
    const called = JSON.stringify(`erp.${what === 'an operation' ? name : 'CreateOrder'}`);
    const blueprint = reference.text.replace('calls: erp.CreateOrder', () => `calls: ${called}`);
    const model = modelOfTexts({ path: reference.path, text: blueprint, contract });
    return model === null ? null : planFiles(model, [pack]);
  }
});
