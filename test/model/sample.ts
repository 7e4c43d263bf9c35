import type { Contract, ContractOperation } from '../../src/contracts/contract.ts';
import type { ContractResult } from '../../src/contracts/contract-result.ts';
import { type Checked, checkBlueprint } from '../../src/model/check-blueprint.ts';
import type { Model } from '../../src/model/model.ts';
import { createSource } from '../../src/source/source.ts';

/** A blueprint with one or two of everything, sound and without a finding of any rule. */
export const SAMPLE = `blueprint: mobile-integration/v1
name: sample
owner: team-a

devices:
  app:
    offline: { share: 15%, for: 5s..30s }
    data: { sku: [chair, 7] }
    journeys:
      open:
        share: 70%
        steps:
          - GET /home
          - sync: orders
          - check: version
      buy:
        steps:
          - think: 1s..4s
          - { request: POST /orders, body: { sku: '{sku}' } }
          - track: bought
          - subscribe: offers

gateway:
  api:
    authenticates: identity
    plans:
      standard: { rate: 20/s, per: device, burst: 40 }
    routes:
      /auth/**: { to: identity }
      /home: { to: shop, cache: 15s }
      /orders/**: { to: shop, idempotency: required }
      /push/**: { to: push }
      /sync/**: { to: sync }
      /metrics: { to: analytics }
      /security/**: { to: app-check }

frontends:
  shop:
    operations:
      getHome:
        http: GET /home
        deadline: 1800ms
        gathers:
          customer: { from: crm-integration.getCustomer }
          offers: { from: crm-integration.listOffers, optional: true, after: customer }
      placeOrder:
        http: POST /orders
        gathers:
          order: { from: erp-integration.createOrder }
          message: { from: push.send, optional: true, after: [order], timeout: 300ms }

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
    resilience: { timeout: 500ms }
    operations:
      createOrder: { http: POST /orders, calls: erp.createOrder, sends: '{ "sku": body.sku }' }

mobileServices:
  identity: { kind: identity }
  push: { kind: push, storage: { size: 2Gi } }
  sync: { kind: sync, collections: { orders: { conflict: client-wins } } }
  analytics: { kind: metrics, retention: 7d }
  app-check: { kind: security, storage: none }

backends:
  crm:
    contract: crm.yaml
    behaves: { latency: { p50: 40ms, p99: 300ms }, errors: 0.2%, capacity: 200/s }
  erp: { contract: erp.yaml, behaves: { latency: { p50: 30ms } } }

objectives:
  - { journey: open, p95: 3s, success: 99.5% }
  - { step: POST /orders, p99.9: 3s }

scenarios:
  everyday: { load: 20/s, for: 10m }
  outage:
    load:
      - { to: 40/s, over: 10s }
      - { at: 40/s, for: 20s }
    faults:
      - { on: erp-integration -> erp, kind: status, status: 503, between: 10s..20s }
      - { on: crm, kind: latency, delay: 200ms, jitter: 50ms, share: 30% }
`;

/** Returns the sample with texts replaced; fails if one of them is not there exactly once. */
export function sampleWith(...edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`"${from}" is not in the sample exactly once`);
    return text.replace(from, () => to);
  }, SAMPLE);
}

/** Checks a text against contracts for `crm.yaml`, `erp.yaml` and `erp.wsdl`, the same over SOAP; any other file is a problem. */
export function check(text: string): Checked {
  return checkBlueprint(createSource('sample.yaml', text), loadSampleContract);
}

/** Returns the findings of a text as `rule: message`, with the hint behind it. */
export function findings(text: string): readonly string[] {
  return check(text).diagnostics.map(
    ({ rule, message, hint }) => `${rule}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

/** Returns the model of a sound text. */
export function modelOf(text: string): Model {
  const { model, diagnostics } = check(text);
  if (model === null) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  return model;
}

const ORDER = { type: 'object', required: ['sku'], properties: { sku: { type: ['string', 'number'] } } };

const SOAP_ORDER = { soapAction: 'urn:order', requestElement: 'Order', responseElement: 'Ordered' };

const OPERATIONS: Readonly<Record<string, readonly ContractOperation[]>> = {
  'crm.yaml': [
    operation('readCustomer', 'GET', '/customers/{no}'),
    operation('listOffers', 'GET', '/offers'),
  ],
  'erp.yaml': [{ ...operation('createOrder', 'POST', '/orders'), request: ORDER }],
  'erp.wsdl': [{ ...operation('createOrder', 'POST', '/erp'), request: ORDER, soap: SOAP_ORDER }],
};

function loadSampleContract(file: string): ContractResult {
  const operations = OPERATIONS[file];
  if (operations === undefined) return { problem: 'there is no such file', hint: 'check the name' };
  const contract: Contract = {
    protocol: file.endsWith('.wsdl') ? 'soap' : 'rest',
    file,
    text: `contract ${file}`,
    title: file,
    version: '1',
    basePath: '',
    operations,
    schemas: {},
    soap: null,
  };
  return { contract };
}

function operation(id: string, method: string, path: string): ContractOperation {
  return {
    id,
    method,
    path,
    summary: '',
    parameters: [],
    request: null,
    requestRequired: false,
    requestExample: undefined,
    responses: [],
    soap: null,
  };
}
