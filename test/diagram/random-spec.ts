import fc from 'fast-check';
import type { KindId } from '../../src/kinds/kind.ts';
import type { SampleSpec } from '../support/sample-model.ts';

const KINDS: readonly KindId[] = ['push', 'sync', 'metrics', 'security', 'identity'];
/** DNS labels, as names of elements are. */
const label = fc.stringMatching(/^[a-z][a-z0-9]{0,14}(-[a-z0-9]{1,14}){0,4}$/);

/** Models of up to about 40 elements with names of any length, and edges along the pattern. */
export const randomSpecs: fc.Arbitrary<SampleSpec> = fc
  .record({
    names: fc.uniqueArray(label, { minLength: 45, maxLength: 45 }),
    counts: fc.record({
      devices: fc.integer({ min: 1, max: 4 }),
      gateways: fc.integer({ min: 1, max: 3 }),
      frontends: fc.integer({ min: 0, max: 14 }),
      integrations: fc.integer({ min: 0, max: 10 }),
      mobileServices: fc.integer({ min: 0, max: 6 }),
      backends: fc.integer({ min: 0, max: 6 }),
      providers: fc.integer({ min: 0, max: 2 }),
    }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 40 }),
    title: fc.string({ unit: 'grapheme' }),
  })
  .map(({ names, counts, picks, title }) => {
    const left = [...names];
    const take = (count: number) => left.splice(0, count);
    const devices = take(counts.devices);
    const gateways = take(counts.gateways);
    const frontends = take(counts.frontends);
    const integrations = take(counts.integrations);
    const services = take(counts.mobileServices);
    const backends = take(counts.backends);
    const providers = take(counts.providers);
    const ways: readonly (readonly [readonly string[], readonly string[]])[] = [
      [devices, gateways],
      [gateways, frontends],
      [gateways, services],
      [frontends, integrations],
      [frontends, services],
      [integrations, backends],
      [services, providers],
    ];
    const usable = ways.filter(([from, to]) => from.length > 0 && to.length > 0);
    const edges = picks.flatMap(([way, end, optional]) => {
      const [from = [], to = []] = usable[way % usable.length] ?? [];
      return [`${from[end % from.length]} -> ${to[(end >> 3) % to.length]}${optional ? ' ?' : ''}`];
    });
    const unique = new Map(edges.map((edge) => [edge.replace(' ?', ''), edge]));
    return {
      title,
      devices,
      gateways,
      frontends,
      integrations,
      mobileServices: Object.fromEntries(services.map((name, index) => [name, KINDS[index % 5] ?? 'push'])),
      backends,
      providers,
      edges: [...unique.values(), ...services.map((name) => `${name} -> ${name}/storage`)],
    };
  });
