/** A small blueprint without mistakes, whose contract is `crm.yaml` beside it. */
export const SOUND = `blueprint: mobile-integration/v1
name: shop
title: Shop
devices:
  app:
    timeout: 10s
    offline: { share: 15%, for: 5s..30s }
    data: { sku: [a1] }
    journeys:
      buy:
        steps:
          - GET /home
          - think: 1s..4s
          - { request: POST /orders, body: { amount: 1 } }
gateway:
  api:
    deadline: 3s
    plans: { standard: { rate: 20/s, burst: 40 } }
    routes:
      /home: { to: storefront }
      /orders: { to: storefront }
      /security/**: { to: checks }
frontends:
  storefront:
    operations:
      getHome: { http: GET /home, gathers: { customer: { from: crm-integration.getCustomer, optional: true } } }
      placeOrder: { http: POST /orders, gathers: { order: { from: crm-integration.getCustomer } } }
integrations:
  crm-integration:
    reaches: crm
    operations:
      getCustomer:
        http: GET /customers
        calls: crm.readCustomer
        resilience: { timeout: 400ms, retries: 2 }
mobileServices:
  checks: { kind: security, minimum-version: 1.0.0 }
backends:
  crm: { contract: crm.yaml, behaves: { capacity: 200/s } }
objectives:
  - { journey: buy, p95: 1500ms }
scenarios:
  everyday: { load: 20/s, for: 30s, faults: [{ on: crm, kind: reset, between: 5s..10s }] }
`;

/** The contract of `SOUND`. */
export const CONTRACT = `openapi: 3.0.3
info: { title: CRM, version: "1" }
paths:
  /customers:
    get:
      operationId: readCustomer
      responses: { "200": { description: One } }
`;

/** Returns `SOUND` with the first occurrence of one piece replaced by another; throws where there is none. */
export function soundWith(piece: string, replacement: string): string {
  if (!SOUND.includes(piece)) throw new Error(`the sound blueprint has no "${piece}"`);
  return SOUND.replace(piece, () => replacement);
}
