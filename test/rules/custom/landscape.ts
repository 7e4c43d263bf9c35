/** A blueprint with one or two of everything that custom rules speak of; its contracts are those of the sample. */
export const LANDSCAPE = `blueprint: mobile-integration/v1
name: landscape
owner: team-a
devices:
  app:
    offline: { share: 15%, for: 5s..30s }
    plan: standard
    journeys:
      open: { steps: [GET /home, sync: orders, track: opened, check: version] }
gateway:
  api:
    authenticates: identity
    plans: { standard: { rate: 20/s, burst: 40 } }
    routes:
      /auth/**: { to: identity }
      /home: { to: shop, cache: 15s }
      /push/**: { to: push }
      /sync/**: { to: sync }
      /metrics: { to: analytics }
      /security/**: { to: app-check }
frontends:
  shop:
    operations:
      getHome:
        http: GET /home
        deadline: 1200ms
        gathers:
          customer: { from: crm-integration.getCustomer }
          offers: { from: crm-integration.listOffers, optional: true }
          order: { from: erp-integration.createOrder }
          message: { from: push.send, optional: true, timeout: 300ms }
integrations:
  crm-integration:
    reaches: crm
    resilience: { timeout: 400ms }
    operations:
      getCustomer:
        http: GET /customers/{id}
        calls: crm.readCustomer
        resilience: { retries: 2, breaker: { errors: 40% } }
      listOffers: { http: GET /offers, calls: crm.listOffers }
  erp-integration:
    reaches: erp
    operations:
      createOrder: { http: POST /orders, calls: erp.createOrder }
mobileServices:
  identity: { kind: identity }
  push: { kind: push, storage: { size: 2Gi } }
  sync: { kind: sync, collections: { orders: { conflict: client-wins } } }
  analytics: { kind: metrics, storage: none }
  app-check: { kind: security, minimum-version: 1.2.0 }
backends:
  crm:
    contract: crm.yaml
    behaves: { latency: { p50: 40ms, p99: 300ms }, errors: 0.2%, capacity: 200/s }
  erp: { tags: [old, pci], contract: erp.yaml, behaves: { latency: { p50: 30ms } } }
`;

/** Returns it with a text replaced that is there once. */
export function landscapeWith(from: string, to: string): string {
  if (LANDSCAPE.split(from).length !== 2) throw new Error(`"${from}" is not in the landscape exactly once`);
  return LANDSCAPE.replace(from, () => to);
}
