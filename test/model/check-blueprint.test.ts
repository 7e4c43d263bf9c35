import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check, findings, modelOf, SAMPLE, sampleWith } from './sample.ts';

describe('checkBlueprint on a sound blueprint', () => {
  it('finds nothing and links every reference to the element itself', () => {
    expect(findings(SAMPLE)).toEqual([]);
    const model = modelOf(SAMPLE);
    const [app] = model.devices;
    const [gateway] = model.gateways;
    expect(app?.gateway).toBe(gateway);
    expect(app?.plan).toBe(gateway?.plans[0]);
    const step = app?.journeys[0]?.steps[0];
    expect(step?.type === 'request' && step.route.to).toBe(model.frontends[0]);
    expect(model.frontends[0]?.operations[0]?.gathers[0]?.from.element).toBe(model.integrations[0]);
    expect(model.integrations[0]?.reaches).toBe(model.backends[0]);
  });

  it('lists the elements tier by tier, the implied push providers last', () => {
    expect(modelOf(SAMPLE).elements.map((element) => element.name)).toEqual([
      'app',
      'api',
      'shop',
      'crm-integration',
      'erp-integration',
      'identity',
      'push',
      'sync',
      'analytics',
      'app-check',
      'crm',
      'erp',
      'push-fcm',
      'push-apns',
    ]);
  });

  it('applies defaults and turns quantities into numbers', () => {
    const model = modelOf(SAMPLE);
    const [app] = model.devices;
    expect(app).toMatchObject({ title: 'App', owner: 'team-a', population: 1000, timeoutMs: 10_000 });
    expect(app?.offline).toEqual({ share: 0.15, minMs: 5000, maxMs: 30_000 });
    expect(app?.journeys.map((journey) => journey.share)).toEqual([0.7, expect.closeTo(0.3, 9)]);
    expect(app?.networks).toMatchObject([{ network: { name: '4g', roundTripMs: 170 }, share: 1 }]);
    expect(app?.data).toEqual({ sku: ['chair', 7] });
    const [crm, erp] = model.backends;
    expect(crm?.behaves).toMatchObject({
      latency: { p50Ms: 40, p99Ms: 300 },
      errors: 0.002,
      capacityPerSecond: 200,
    });
    expect(erp?.behaves).toMatchObject({
      latency: { p50Ms: 30, p99Ms: 150 },
      errors: 0,
      capacityPerSecond: null,
    });
    expect(model.mobileServices.map((service) => service.storage?.sizeBytes ?? null)).toEqual([
      1024 ** 3,
      2 * 1024 ** 3,
      1024 ** 3,
      1024 ** 3,
      null,
    ]);
  });

  it('fills what an operation leaves out of its resilience from the integration', () => {
    const [getCustomer, listOffers] = modelOf(SAMPLE).integrations[0]?.operations ?? [];
    expect(getCustomer?.resilience).toMatchObject({
      timeoutMs: 400,
      retries: 2,
      breaker: { errors: 0.4, over: 20, openMs: 5000 },
    });
    expect(listOffers?.resilience).toMatchObject({ timeoutMs: 400, retries: 0, breaker: null });
  });

  it('lets routes to an identity service be public and asks for a token on others', () => {
    const routes = modelOf(SAMPLE).gateways[0]?.routes ?? [];
    expect(routes.filter((route) => route.public).map((route) => route.pattern)).toEqual(['/auth/**']);
  });

  it('declares each edge once, and an edge is optional only if every use of it is', () => {
    const edges = modelOf(SAMPLE).edges.map(
      (edge) => `${edge.from} -> ${edge.to} ${edge.kind}${edge.optional ? ' optional' : ''}`,
    );
    expect(new Set(edges).size).toBe(edges.length);
    expect(edges).toContain('shop -> crm-integration call');
    expect(edges).toContain('shop -> push call optional');
    expect(edges).toContain('push -> push-fcm call');
    expect(edges).toContain('api -> identity call');
    expect(edges).toContain('sync -> sync/storage storage');
    expect(edges).not.toContain('app-check -> app-check/storage storage');
  });

  it('gives one objective a limit, named as a user would read it', () => {
    expect(modelOf(SAMPLE).objectives.map((objective) => objective.expression)).toEqual([
      'open p95 <= 3s',
      'open success >= 99.5%',
      'POST /orders p99.9 <= 3s',
    ]);
  });

  it('turns loads into phases without gaps', () => {
    const [everyday, outage] = modelOf(SAMPLE).scenarios;
    expect(everyday).toMatchObject({ durationMs: 600_000, faults: [] });
    expect(everyday?.load).toEqual([{ fromMs: 0, toMs: 600_000, startPerSecond: 20, endPerSecond: 20 }]);
    const [withoutEnd] = modelOf(sampleWith([', for: 10m', ''])).scenarios;
    expect(withoutEnd?.durationMs).toBe(30_000);
    expect(outage?.durationMs).toBe(30_000);
    expect(outage?.load).toEqual([
      { fromMs: 0, toMs: 10_000, startPerSecond: 0, endPerSecond: 40 },
      { fromMs: 10_000, toMs: 30_000, startPerSecond: 40, endPerSecond: 40 },
    ]);
  });

  it('is frozen all the way down', () => {
    const model = modelOf(SAMPLE);
    expect(Object.isFrozen(model)).toBe(true);
    expect(Object.isFrozen(model.devices[0]?.journeys[0]?.steps[0])).toBe(true);
    expect(Object.isFrozen(model.backends[0]?.contract.operations[0])).toBe(true);
  });

  it('has a digest of the text and the contracts that changes with the text', () => {
    const { digest } = modelOf(SAMPLE);
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(modelOf(SAMPLE).digest).toBe(digest);
    expect(modelOf(`${SAMPLE}# more\n`).digest).not.toBe(digest);
  });
});

describe('checkBlueprint on mistakes', () => {
  it.each([
    [
      'a frontend that gathers from a backend',
      ['from: crm-integration.getCustomer', 'from: crm.readCustomer'],
      'pattern-edge: frontend microservice "shop" may not talk to backend system "crm" (put an integration microservice between the two: an integration microservice must stand before a backend system: it translates protocol and data)',
    ],
    [
      'a misspelt operation',
      ['crm-integration.listOffers', 'crm-integration.listOfers'],
      'unknown-reference: integration microservice "crm-integration" has no operation "listOfers" (did you mean "listOffers"?)',
    ],
    [
      'a misspelt element',
      ['reaches: erp', 'reaches: epr'],
      'unknown-reference: integration microservice "erp-integration" refers to undefined element "epr" (did you mean "erp"?)',
    ],
    [
      'a misspelt operation of a contract',
      ['crm.readCustomer', 'crm.readCustomers'],
      'unknown-reference: backend system "crm" has no operation "readCustomers" (did you mean "readCustomer"?)',
    ],
    [
      'an integration that calls another backend than it reaches',
      ['calls: crm.listOffers', 'calls: erp.createOrder'],
      'pattern-edge: integration microservice "crm-integration" calls "erp" but reaches "crm" (an integration microservice reaches one backend system: give "erp" one of its own)',
    ],
    [
      'a route to an integration',
      [
        '/home: { to: shop, cache: 15s }',
        '/home: { to: shop, cache: 15s }\n      /x: { to: crm-integration }',
      ],
      'pattern-edge: API gateway "api" may not talk to integration microservice "crm-integration" (put a frontend microservice between the two: a frontend gathers from integration microservices, which know the backend systems)',
    ],
    [
      'a device that reaches past the gateway',
      ['- GET /home', '- GET /home\n          - GET /crm/customers'],
      'journey-step: step "GET /crm/customers" of journey "open" matches no route of API gateway "api" (a phone has only the gateway, it does not reach backend system "crm" by name: add a route for "/crm/customers")',
    ],
    [
      'a step that is near a route',
      ['- GET /home', '- GET /home\n          - GET /hom'],
      'journey-step: step "GET /hom" of journey "open" matches no route of API gateway "api" (did you mean "/home"?)',
    ],
    [
      'a step with a route and no operation behind it',
      ['- GET /home', '- GET /home\n          - GET /orders/7'],
      'journey-step: step "GET /orders/7" of journey "open" reaches "shop", which has no operation at this path (it answers: "GET /home", "POST /orders")',
    ],
    [
      'a step with the wrong method',
      ['- GET /home', '- GET /home\n          - DELETE /orders'],
      'journey-step: step "DELETE /orders" of journey "open" reaches "shop", which answers only POST at this path',
    ],
    [
      'a step to what only services may call',
      ['- GET /home', '- GET /home\n          - GET /auth/jwks'],
      'journey-step: step "GET /auth/jwks" of journey "open" reaches "identity", where only other services may call this (use an operation for devices)',
    ],
    [
      'a collection that is not declared',
      ['- sync: orders', '- sync: order'],
      'unknown-reference: mobile service "sync" has no collection "order" (did you mean "orders"?)',
    ],
    [
      'a service step without a route',
      ['/sync/**: { to: sync }', '/sync/orders: { to: sync }'],
      'journey-step: step "sync: orders" of journey "open" needs a route of API gateway "api" to "sync" (add a route that covers "/sync/{collection}")',
    ],
    [
      'a plan that the gateway does not have',
      ['    data: {', '    plan: gold\n    data: {'],
      'unknown-reference: mobile application "app" is on an undefined plan "gold" (API gateway "api" has: "standard")',
    ],
    [
      'a route that nothing answers',
      ['/home: { to: shop, cache: 15s }', '/home: { to: shop, cache: 15s }\n      /help: { to: shop }'],
      'route: route "/help" reaches no operation of frontend microservice "shop" (its operations are at: "/home", "/orders")',
    ],
    [
      'a gateway without a way to its identity service',
      ['/auth/**: { to: identity }', '/auth/token: { to: identity }'],
      'sign-in: API gateway "api" asks phones of "app" for a token, but has no route for "POST /auth/register" (add the route "/auth/**: { to: identity }")',
    ],
    [
      'a fault on an edge that is not there',
      ['on: erp-integration -> erp', 'on: crm-integration -> erp'],
      'fault: a fault is on "crm-integration -> erp", which is no edge of the blueprint (did you mean "crm-integration -> crm"?)',
    ],
    [
      'a fault after the end',
      ['between: 10s..20s', 'between: 40s..50s'],
      'fault: a fault starts after 40 s, when scenario "outage" has ended (the scenario takes 30 s)',
    ],
    [
      'an objective about nothing',
      ['step: POST /orders,', 'step: PUT /orders,'],
      'unknown-reference: objective is about an undefined step "PUT /orders" (did you mean "POST /orders"?)',
    ],
    [
      'a part that waits for an unknown one',
      ['after: customer', 'after: custmer'],
      'unknown-reference: part "offers" waits for an undefined part "custmer" (did you mean "customer"?)',
    ],
  ] as const)('reports %s', (_, edit, expected) => {
    expect(findings(sampleWith(edit))).toEqual([expected]);
  });

  it('reports mistakes of all stages at once', () => {
    const text = sampleWith(
      ['owner: team-a', 'ownr: team-a'],
      ['reaches: erp', 'reaches: epr'],
      ['- sync: orders', '- sync: order'],
    );
    expect(check(text).diagnostics.map((one) => one.rule)).toEqual([
      'shape',
      'unknown-reference',
      'unknown-reference',
    ]);
  });

  it('reports a circle of elements once, from its earliest element', () => {
    const circle = [
      'blueprint: mobile-integration/v1',
      'name: circle',
      'devices: { a: { journeys: { j: { steps: [GET /x] } } } }',
      'gateway: { g: { routes: { /x: { to: one } } } }',
      'frontends:',
      '  one: { operations: { x: { http: GET /x, gathers: { p: { from: two.y } } } } }',
      '  two: { operations: { y: { http: GET /y, gathers: { p: { from: one.x } } } } }',
      '',
    ].join('\n');
    const cycles = findings(circle).filter((line) => line.startsWith('cycle'));
    expect(cycles).toHaveLength(1);
    expect(cycles[0]).toContain('"one" -> "two" -> "one"');
  });

  it('does not repeat a broken route at the steps that take it', () => {
    expect(findings(sampleWith(['/home: { to: shop, cache', '/home: { to: shopp, cache']))).toEqual([
      'unknown-reference: API gateway "api" refers to undefined element "shopp" (did you mean "shop"?)',
    ]);
  });

  it('gives no model where there is an error', () => {
    expect(check(sampleWith(['reaches: erp', 'reaches: epr'])).model).toBeNull();
  });
});

describe('checkBlueprint on any text', () => {
  const inside = (text: string) => {
    for (const { span } of check(text).diagnostics) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(span.source.text.length);
    }
  };

  it('never throws and reports places inside the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), inside), { numRuns: 300 });
  });

  it('stands a sample with pieces cut out, doubled or replaced', () => {
    const at = fc.nat({ max: SAMPLE.length });
    const noise = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('\n', '  ', ': ', '- ', '{', '[', '&a ', '*a', '"'),
    );
    const edited = fc
      .tuple(at, fc.nat({ max: 40 }), noise)
      .map(([from, length, insert]) => SAMPLE.slice(0, from) + insert + SAMPLE.slice(from + length));
    fc.assert(fc.property(edited, inside), { numRuns: 300 });
  });

  it('stands values of the wrong form at every key', () => {
    const lines = SAMPLE.split('\n');
    const wrong = fc.constantFrom(
      '5',
      'x',
      '[a]',
      '{ a: b }',
      '',
      'true',
      '~',
      '[[]]',
      '{}',
      '"9999999999s"',
    );
    const edited = fc
      .tuple(fc.nat({ max: lines.length - 1 }), wrong)
      .map(([index, value]) =>
        lines.map((line, at) => (at === index ? line.replace(/: .*$/, `: ${value}`) : line)).join('\n'),
      );
    fc.assert(fc.property(edited, inside), { numRuns: 300 });
  });
});
