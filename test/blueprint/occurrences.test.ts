import { describe, expect, it } from 'vitest';
import { type Occurrence, occurrencesOf } from '../../src/blueprint/occurrences.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { createSource } from '../../src/source/source.ts';
import { SAMPLE } from '../model/sample.ts';

function occurrencesIn(text: string): readonly Occurrence[] {
  const document = parseYaml(createSource('a.yaml', text), () => {});
  if (document?.root.type !== 'map') throw new Error('the text is no map');
  return occurrencesOf(document.root);
}

function written({ span }: Occurrence): string {
  return span.source.text.slice(span.start, span.end);
}

function ofSymbol(text: string, symbol: string): readonly string[] {
  return occurrencesIn(text)
    .filter((one) => one.symbol === symbol)
    .map((one) => `${one.role} ${one.span.start}`);
}

describe('occurrencesOf', () => {
  it('points at the name and at nothing else', () => {
    const all = occurrencesIn(SAMPLE);
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((one) => written(one) !== one.name)).toEqual([]);
  });

  it('is in the order of the text, and knows for each reference of a sound blueprint where it is defined', () => {
    const all = occurrencesIn(SAMPLE);
    const starts = all.map((one) => one.span.start);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    const defined = new Set(all.filter((one) => one.role === 'definition').map((one) => one.symbol));
    const open = all.filter((one) => !defined.has(one.symbol)).map((one) => one.symbol);
    // What the kind of a mobile service brings along, and the presets, are declared nowhere in the text.
    expect([...new Set(open)]).toEqual(['operation:push.send']);
  });

  it.each([
    ['element:crm', 5],
    ['element:crm-integration', 3],
    ['element:erp', 4],
    ['element:erp-integration', 3],
    ['element:identity', 3],
    ['operation:crm-integration.getCustomer', 2],
    ['part:shop.getHome.customer', 2],
    ['journey:open', 2],
  ])('finds every place of %s', (symbol, count) => {
    const places = ofSymbol(SAMPLE, symbol);
    expect(places).toHaveLength(count);
    expect(places.filter((place) => place.startsWith('definition'))).toHaveLength(1);
  });

  it('finds both ends of an edge in a fault, and a name in quotes without them', () => {
    const text = `scenarios: { a: { faults: [{ on: "from  ->  to" }, { on: 'alone' }] } }\n`;
    expect(occurrencesIn(text).map((one) => [one.name, written(one)])).toEqual([
      ['from', 'from'],
      ['to', 'to'],
      ['alone', 'alone'],
    ]);
  });

  it('says where a name is not written letter by letter', () => {
    const [authenticates] = occurrencesIn('gateway: { api: { authenticates: "id\\x65ntity" } }').filter(
      (one) => one.role === 'reference',
    );
    expect(authenticates).toMatchObject({ name: 'identity', exact: false });
  });

  it('takes plans apart by gateway, the only one where none is named', () => {
    const text = `devices: { a: { plan: p }, b: { plan: p, gateway: g2 } }
gateway: { g1: { plans: { p: {} } }, g2: { plans: { p: {} } } }
`;
    expect(ofSymbol(text, 'plan:g1.p')).toHaveLength(2);
    expect(ofSymbol(text, 'plan:g2.p')).toHaveLength(2);
  });

  it('survives what has the wrong shape', () => {
    expect(
      occurrencesIn('devices: 1\ngateway: [a]\nfrontends: { a: null }\nobjectives: { a: b }\n'),
    ).toHaveLength(1);
  });
});
