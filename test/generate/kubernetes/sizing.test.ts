import { describe, expect, test } from 'vitest';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { modelOf, plainManifests } from './deploy-files.ts';
import { ofKind, workloadsOf } from './manifest.ts';

/** A blueprint of one journey: a request with two parts, and an event. */
function withLoad(load: string, settings = ''): ReturnType<typeof modelOf> {
  return modelOf(`
blueprint: mobile-integration/v1
name: load
devices: { app: { population: 1000, journeys: { open: { steps: ['GET /me', track: opened] } } } }
gateway: { api: { ${settings} routes: { /me: { to: home }, /metrics: { to: events } } } }
frontends:
  home:
    operations:
      get: { http: GET /me, gathers: { one: { from: people.get }, two: { from: people.get } } }
integrations:
  people: { reaches: crm, operations: { get: { http: 'GET /people/{id}', calls: crm.readCustomer } } }
mobileServices: { events: { kind: metrics } }
backends: { crm: { contract: contracts/crm.openapi.yaml } }
${load}
`);
}

function sizesOf(model: ReturnType<typeof modelOf>) {
  const manifests = plainManifests(model);
  const scales = new Map(
    ofKind(manifests, 'HorizontalPodAutoscaler').map(({ metadata, spec }) => [metadata.name, spec]),
  );
  return new Map(
    workloadsOf(manifests).map(({ metadata, spec }) => {
      const { requests, limits } = spec.template.spec.containers[0]?.resources ?? {};
      const { minReplicas, maxReplicas } = scales.get(metadata.name) ?? {};
      const cpu = [requests?.['cpu'], limits?.['cpu']];
      return [metadata.name, { cpu, memory: requests?.['memory'], copies: [minReplicas, maxReplicas] }];
    }),
  );
}

describe('what a workload asks for', () => {
  test('is the least that there is without a scenario', () => {
    const sizes = sizesOf(withLoad(''));
    expect(sizes.get('api')).toEqual({ cpu: ['100m', '1'], memory: '256Mi', copies: [3, 6] });
    expect(sizes.get('events')).toEqual({
      cpu: ['100m', '1'],
      memory: '256Mi',
      copies: [undefined, undefined],
    });
  });

  test('follows from the peak of the load by the formula of the documentation', () => {
    // 200 journeys/s: the gateway 400 requests/s of 1 ms, home 200 of 2 ms, people 400 of 2 ms, events 200 of 2 ms.
    const sizes = sizesOf(withLoad('scenarios: { rush: { load: 200/s, for: 60s } }'));
    expect(sizes.get('api')?.cpu).toEqual(['200m', '1']); // 400 / (0.7 * 3) = 190.5
    expect(sizes.get('api')?.copies).toEqual([3, 6]);
    expect(sizes.get('home')?.cpu).toEqual(['200m', '1']);
    expect(sizes.get('people')?.cpu).toEqual(['400m', '1']); // 800 / 2.1 = 381
    expect(sizes.get('events')?.cpu).toEqual(['600m', '1']); // 400 / 0.7 = 571.4
  });

  test('is more copies where one would be too large', () => {
    // people: 2000 requests/s of 2 ms are 4 processors; at 70 % of 500m that is 11.4 copies, and twice that at most.
    const sizes = sizesOf(withLoad('scenarios: { rush: { load: 1000/s, for: 60s } }'));
    expect(sizes.get('people')).toMatchObject({ cpu: ['500m', '1'], copies: [12, 24] });
    expect(sizes.get('events')?.cpu).toEqual(['1', '1']);
  });

  test('has its least number of copies from the mean, and its largest from the peak', () => {
    const rush = '{ load: [{ at: 10/s, for: 90s }, { at: 1000/s, for: 10s }] }';
    // The mean of 109 journeys/s is 218 requests/s at people: 1.2 copies.
    const sizes = sizesOf(withLoad(`scenarios: { rush: ${rush} }`));
    expect(sizes.get('people')?.copies).toEqual([3, 23]);
  });

  test('has memory for what is under way until the longest deadline', () => {
    const loaded = 'scenarios: { rush: { load: 300/s, for: 60s } }';
    // 600 requests/s on three copies for 10 s are 2000 at once in each: 125 MiB.
    expect(sizesOf(withLoad(loaded, 'deadline: 10s,')).get('api')?.memory).toBe('384Mi');
  });

  test('grows with the load of the scenarios, and never shrinks', () => {
    const millis = (text = '') => (text.endsWith('m') ? Number(text.slice(0, -1)) : Number(text) * 1000);
    let before = new Map<string, number>();
    for (const factor of [1, 3, 10, 30]) {
      const model = blueprintModel('mobile-integration', (text) =>
        text.replaceAll(/load: 40\/s/g, `load: ${40 * factor}/s`),
      );
      const now = new Map(
        [...sizesOf(model)].map(([name, { cpu, copies }]) => [name, millis(cpu[0]) * (copies[1] ?? 1)]),
      );
      for (const [name, size] of now) expect([name, size >= (before.get(name) ?? 0)]).toEqual([name, true]);
      if (before.size > 0) expect([...now].some(([name, size]) => size > (before.get(name) ?? 0))).toBe(true);
      before = now;
    }
  });

  test('counts sign-ins at the gateway and at who signs', () => {
    // 200 phones a second that were never there register and fetch a token: 400 requests/s of 2 ms are 0.8 processors at 70 %.
    const busy = blueprintModel('minimal', (text) =>
      text.replace('load: 20/s', 'load: 200/s').replace('  app:\n', '  app:\n    population: 1000000\n'),
    );
    expect(sizesOf(busy).get('identity')?.cpu).toEqual(['1', '1']);
    // The same for events, of which there is one a journey: 200 / 0.7.
    expect(sizesOf(busy).get('metrics')?.cpu).toEqual(['600m', '1']);
    expect(sizesOf(busy).get('api')?.cpu).toEqual(['400m', '1']); // 800 / 2.1 = 381
  });
});
