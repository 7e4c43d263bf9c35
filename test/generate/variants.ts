/** Blueprints at the edges of what may be written, as text; contracts are those of the reference blueprint. */
export const variants: Readonly<Record<string, string>> = {
  'no mobile services, objectives, scenarios or identity, and one part': `
blueprint: mobile-integration/v1
name: a
devices: { app: { journeys: { open: { steps: [GET /me] } } } }
gateway: { api: { routes: { /me: { to: home } } } }
frontends:
  home: { operations: { get: { http: GET /me, gathers: { it: { from: people.get } } } } }
integrations:
  people: { reaches: crm, operations: { get: { http: 'GET /people/{id}', calls: crm.readCustomer } } }
backends: { crm: { contract: contracts/crm.openapi.yaml } }
`,
  'several gateways, one of them without identity, plans of which none is used': `
blueprint: mobile-integration/v1
name: zoo-of-gateways
devices:
  shoppers: { gateway: front, plan: gold, journeys: { open: { steps: ['GET /things/{sku}', subscribe: news] } } }
  clerks: { gateway: back, journeys: { open: { steps: [{ request: POST /things, body: {} }] } } }
  robots: { gateway: open, journeys: { open: { steps: ['GET /things/{sku}', track: seen] } } }
gateway:
  front:
    authenticates: identity
    plans: { gold: { rate: 5/s, burst: 5, per: device }, silver: { rate: 1/s, burst: 1 } }
    routes:
      /things/{sku}: { to: things, cache: 1s, cache-per: everyone }
      /auth/**: { to: identity, public: true }
      /push/**: { to: push }
  back:
    authenticates: identity
    routes: { /things: { to: entry, idempotency: required }, /auth/**: { to: identity, public: true } }
  open:
    routes: { /things/**: { to: things }, /metrics: { to: metrics } }
frontends:
  things:
    operations:
      get: { http: 'GET /things/{sku}', gathers: { thing: { from: catalog-things.getThing, optional: true } } }
  entry:
    operations:
      put: { http: POST /things, gathers: { event: { from: metrics.record, timeout: 100ms } } }
integrations:
  catalog-things:
    reaches: catalog
    resilience: { timeout: 100ms, retries: 3, breaker: { errors: 10%, over: 5, open: 1s } }
    operations:
      getThing: { http: 'GET /things/{sku}', calls: catalog.readProduct }
mobileServices:
  identity: { kind: identity, storage: none }
  push: { kind: push, providers: [fcm] }
  metrics: { kind: metrics }
backends:
  catalog: { contract: contracts/catalog.openapi.yaml, behaves: { errors: 0% } }
`,
  'names that mean something else in code, and SOAP passed on as it is': `
blueprint: mobile-integration/v1
name: names-that-mean-something-else-to-compilers-and-to-file-systems
title: Names
devices: { process: { journeys: { open: { steps: [{ request: POST /class, body: {} }, DELETE /class/1] } } } }
gateway: { api: { routes: { '/class/**': { to: class }, /sync/**: { to: delete }, /push/**: { to: push } } } }
frontends:
  class:
    operations:
      delete:
        http: DELETE /class/{id}
        gathers: { default: { from: system.delete, optional: true }, await: { from: kit.await, after: default } }
      new:
        http: POST /class
        deadline: 500ms
        gathers:
          missingParts: { from: system.new, sends: "{\\n  'line': [body.items],\\n  \\"customerNumber\\": caller.id\\n}" }
          record:
            from: delete.push
            after: [missingParts]
            sends: '{ "collection": "wishes", "changes": [{ "change": parts.missingParts.id, "id": caller.id, "fields": {} }] }'
integrations:
  system:
    reaches: stand-in
    operations:
      new: { http: POST /new, calls: stand-in.CreateOrder }
      delete: { http: 'DELETE /x/{material}', calls: stand-in.GetStock, maps: stock }
  kit:
    reaches: config
    operations:
      await: { http: 'GET /await/{id}', calls: config.updateCustomer, sends: '{ "custNo": params.id }' }
mobileServices:
  delete: { kind: sync, collections: { wishes: { conflict: reject } } }
  push: { kind: push, providers: [fcm, apns] }
  identity: { kind: identity }
backends:
  stand-in: { protocol: soap, contract: contracts/erp.wsdl }
  config: { contract: contracts/crm.openapi.yaml, title: "It's */ \`here\`" }
objectives: [{ journey: open, p95: 1s }]
`,
  'a frontend that gathers from mobile services only, and nothing behind it': `
blueprint: mobile-integration/v1
name: platform-only
devices: { app: { journeys: { open: { steps: [GET /count, check: version] } } } }
gateway: { api: { routes: { /count: { to: counts }, /security/**: { to: checks } } } }
frontends:
  counts: { operations: { count: { http: GET /count, gathers: { counts: { from: metrics.summary } } } } }
mobileServices:
  metrics: { kind: metrics, storage: none, retention: 1h }
  checks: { kind: security }
`,
  'names of as many characters as a name may have': `
blueprint: mobile-integration/v1
name: ${long('whole')}
devices:
  ${long('app')}:
    gateway: ${long('gateway')}
    journeys: { ${long('journey')}: { steps: [GET /count, GET /me, check: version, track: seen] } }
gateway:
  ${long('gateway')}:
    authenticates: ${long('identity', 52)}
    routes:
      /count: { to: ${long('counts')} }
      /me: { to: ${long('home')} }
      /auth/**: { to: ${long('identity', 52)}, public: true }
      /push/**: { to: ${long('push', 52)} }
      /security/**: { to: ${long('checks', 52)} }
      /metrics: { to: ${long('metrics')} }
frontends:
  ${long('counts')}:
    operations: { count: { http: GET /count, gathers: { counts: { from: ${long('metrics')}.summary } } } }
  ${long('home')}:
    operations: { get: { http: GET /me, gathers: { it: { from: ${long('people')}.get } } } }
integrations:
  ${long('people')}:
    reaches: ${long('crm')}
    operations: { get: { http: 'GET /people/{id}', calls: ${long('crm')}.readCustomer } }
  ${long('stock')}:
    reaches: ${long('erp')}
    operations: { get: { http: 'GET /x/{material}', calls: ${long('erp')}.GetStock } }
mobileServices:
  ${long('identity', 52)}: { kind: identity }
  ${long('metrics')}: { kind: metrics, storage: none, retention: 1h }
  ${long('checks', 52)}: { kind: security }
  ${long('push', 52)}: { kind: push, providers: [fcm, apns] }
backends:
  ${long('crm')}: { contract: contracts/crm.openapi.yaml }
  ${long('erp')}: { protocol: soap, contract: contracts/erp.wsdl }
`,
};

/** Returns a name of the 63 characters that a name may have, words with hyphens between; fewer where others are made of it. */
function long(word: string, most = 63): string {
  return `${word}${'-of-the-very-long-names'.repeat(3)}`.slice(0, most).replace(/-$/, 'x');
}
