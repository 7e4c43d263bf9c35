import { SAMPLE, sampleWith } from '../model/sample.ts';

/** For each finding's id a blueprint that has it: the sample with one mistake, or a text of its own. */
export const FAILING: Readonly<Record<string, string>> = {
  contract: sampleWith(['contract: crm.yaml', 'contract: nothing.yaml']),
  cycle: sampleWith([
    'customer: { from: crm-integration.getCustomer }',
    'customer: { from: crm-integration.getCustomer, after: offers }',
  ]),
  'duplicate-key': sampleWith(['owner: team-a', 'owner: team-a\nowner: team-b']),
  'duplicate-name': sampleWith(['  erp: { contract: erp.yaml', '  push-fcm: { contract: erp.yaml']),
  'duplicate-operation': sampleWith(['http: GET /offers', "http: 'GET /customers/{no}'"]),
  fault: sampleWith(['on: erp-integration -> erp', 'on: app']),
  'journey-step': sampleWith(['- GET /home', '- GET /away']),
  limit: `a: ${'['.repeat(100)}`,
  name: sampleWith(['offers: { from', 'missing: { from']),
  objective: sampleWith([', p99.9: 3s', '']),
  'pattern-edge': sampleWith(['from: erp-integration.createOrder', 'from: erp.createOrder']),
  route: sampleWith(['/metrics: {', '/other: { to: shop }\n      /metrics: {']),
  scenario: sampleWith(['load: 20/s', 'load: 0/s']),
  shape: sampleWith(['owner: team-a', 'ownr: team-a']),
  shares: sampleWith(['      buy:\n', '      buy:\n        share: 20%\n']),
  'sign-in': sampleWith(['{ to: identity }', '{ to: identity, public: false }']),
  syntax: 'a: "b',
  'unexercised-edge': sampleWith(['          - sync: orders\n', '']),
  'unknown-reference': sampleWith(['reaches: erp', 'reaches: epr']),
  'unused-element': sampleWith(['burst: 40 }', 'burst: 40 }\n      other: { rate: 1/s }']),
  'yaml-feature': `%YAML 1.1\n---\n${SAMPLE}`,
};
