/**
 * Returns a sound blueprint with so many services (frontends, integrations and an identity service), in the style of the
 * reference blueprint: every frontend has two screens of two parts each, every integration two operations on a backend of
 * its own, and every screen is on a journey that has objectives. All backends have one contract, `large.openapi.yaml`.
 */
export function largeBlueprint(services) {
  const frontends = Math.floor((services - 1) / 2);
  const integrations = services - 1 - frontends;
  const count = (length, part) => Array.from({ length }, (_, index) => part(index)).join('');
  const journeys = Math.ceil(frontends / 5);
  return `blueprint: mobile-integration/v1
name: large
title: A large landscape
owner: team-large

devices:
  app:
    population: 100000
    networks: { lte: 60%, 4g: 40% }
    plan: standard
    data: { id: [a-1, a-2, a-3] }
    journeys:
${count(journeys, (at) => journey(at, frontends))}
gateway:
  api:
    authenticates: identity
    deadline: 4s
    plans: { standard: { rate: 100/s, burst: 200, per: device } }
    routes:
      /auth/**: { to: identity }
${count(frontends, (at) => `      /screens-${at}/**: { to: frontend-${at} }\n`)}
frontends:
${count(frontends, (at) => frontend(at, integrations))}
integrations:
${count(integrations, integration)}
mobileServices:
  identity: { kind: identity, storage: { engine: sqlite, size: 5Gi } }

backends:
${count(integrations, backend)}
objectives:
${count(journeys, (at) => `  - { journey: visit-${at}, p95: 60s, success: 50% }\n`)}
scenarios:
  everyday: { load: 20/s, for: 60s }
`;
}

/** The contract of all backends of a large blueprint. */
export const largeContract = `openapi: 3.0.3
info: { title: A backend, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200":
          description: All
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Thing" } }
  /things/{id}:
    get:
      operationId: readThing
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: One
          content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
components:
  schemas:
    Thing:
      type: object
      required: [id, name]
      properties:
        id: { type: string }
        name: { type: string }
        price: { type: number }
        changed: { type: string, format: date-time }
`;

function journey(at, frontends) {
  const first = at * 5;
  const visited = Array.from({ length: Math.min(5, frontends - first) }, (_, index) => first + index);
  const steps = visited.map(
    (one) => `          - GET /screens-${one}\n          - GET /screens-${one}/{id}\n`,
  );
  return `      visit-${at}:\n        steps:\n${steps.join('          - think: 500ms..2s\n')}`;
}

function frontend(at, integrations) {
  const [one, two] = [at % integrations, (at + 1) % integrations];
  return `  frontend-${at}:
    operations:
      list:
        http: GET /screens-${at}
        deadline: 3s
        gathers:
          things: { from: integration-${one}.listThings }
          others: { from: integration-${two}.listThings, optional: true }
      read:
        http: GET /screens-${at}/{id}
        deadline: 3s
        gathers:
          thing: { from: integration-${one}.readThing }
          other: { from: integration-${two}.readThing, optional: true }
`;
}

function integration(at) {
  return `  integration-${at}:
    reaches: backend-${at}
    resilience: { timeout: 800ms, retries: 1, breaker: { errors: 50%, over: 20, open: 2s } }
    operations:
      listThings:
        http: GET /things
        calls: backend-${at}.listThings
        maps: '[$.{ "id": id, "title": name, "price": price }]'
      readThing:
        http: GET /things/{id}
        calls: backend-${at}.readThing
        maps: '{ "id": id, "title": name & " " & id, "price": price }'
`;
}

function backend(at) {
  return `  backend-${at}:
    contract: large.openapi.yaml
    behaves: { latency: { p50: 30ms, p99: 150ms }, errors: 0.1%, capacity: 300/s }
`;
}
