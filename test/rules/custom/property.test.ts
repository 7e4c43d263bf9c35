import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../../../src/rules/custom/properties.ts';
import { modelOf } from '../../model/sample.ts';
import { foundBy } from './found-by.ts';
import { LANDSCAPE, landscapeWith } from './landscape.ts';

const message = '{name}: {value}';

/** What a rule says of each value that it finds. */
function values(demand: string, text = LANDSCAPE): readonly string[] {
  return foundBy(demand, { message, text }).map((one) => one.split(' | ')[2] ?? '');
}

describe('require on a property', () => {
  it('finds what is absent, and what is not as it says, at the value as written', () => {
    const text = landscapeWith('  erp: { tags', '  erp: { owner: team-b, tags').replace(
      'owner: team-a\n',
      '',
    );
    const demand = "require: { on: { tier: backends }, property: owner, matches: 'team-a*' }";
    expect(foundBy(demand, { message, text })).toEqual([
      'crm | backends.crm.owner | crm: none',
      'team-b | backends.erp.owner | erp: team-b',
    ]);
  });

  it('takes a default for a value, and points at what has it', () => {
    expect(foundBy('require: { property: resilience.timeout, max: 500ms }', { message })).toEqual([
      'createOrder | integrations.erp-integration.operations.createOrder.resilience.timeout | erp-integration: 1s',
    ]);
  });
});

describe('forbid on a property', () => {
  it.each([
    ['what is there', 'on: { tier: gateway }, property: routes.cache, present: true', ['api: 15s']],
    ['what is not', 'on: { kind: metrics }, property: storage.size, present: false', ['analytics: none']],
    ['a text', 'property: plans.per, equals: app', ['api: app']],
    ['a flag', 'property: gathers.optional, equals: true', ['shop: true', 'shop: true']],
    ['a number', 'property: resilience.retries, equals: 2', ['crm-integration: 2']],
    ['a duration in any unit', 'property: operations.deadline, equals: 1.2s', ['shop: 1200ms']],
    ['a pattern', "property: contract, matches: 'c*.yaml'", ['crm: crm.yaml']],
    ['at least so much', 'property: storage.size, min: 2Gi', ['push: 2Gi']],
    ['at most so much', 'property: behaves.latency.p50, max: 30ms', ['erp: 30ms']],
    ['a range', 'property: behaves.latency.p50, min: 30ms, max: 40ms', ['crm: 40ms', 'erp: 30ms']],
    ['a share', 'property: behaves.errors, min: 0.2%', ['crm: 0.2%']],
    ['a rate', 'property: behaves.capacity, max: 12000/m', ['crm: 200/s']],
    ['nothing where it is absent', 'property: behaves.capacity, max: 1/s', []],
  ])('finds %s', (_, demand, expected) => {
    expect(values(`forbid: { ${demand} }`)).toEqual(expected);
  });

  it('finds a tag among others', () => {
    expect(values('forbid: { property: tags, equals: pci }')).toEqual(['erp: old, pci']);
    expect(values("forbid: { property: tags, matches: 'o*' }")).toEqual(['erp: old, pci']);
    expect(values('forbid: { on: { tier: backends }, property: tags, present: false }')).toEqual([
      'crm: none',
    ]);
  });

  it('says nothing of push providers, which nobody writes', () => {
    expect(values("forbid: { property: title, matches: 'Firebase*' }")).toEqual([]);
    expect(values("forbid: { property: title, matches: 'Push*' }")).toEqual(['push: Push']);
  });

  it('cuts a long value off in the message', () => {
    const text = landscapeWith('  erp: { tags', `  erp: { description: ${'x'.repeat(5000)}, tags`);
    expect(values('forbid: { property: description, present: true }', text)).toEqual([
      `erp: ${'x'.repeat(59)}…`,
    ]);
  });
});

describe('allow on a property', () => {
  it('finds what is there and not as it says, and nothing where it is absent', () => {
    expect(values('allow: { property: routes.cache, max: 10s }')).toEqual(['api: 15s']);
    expect(values('allow: { property: routes.cache, max: 15s }')).toEqual([]);
  });
});

describe('PROPERTIES', () => {
  const { elements } = modelOf(LANDSCAPE);

  it('have names of their own', () => {
    const names = PROPERTIES.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are read as they stand in the blueprint, or by default', () => {
    const read = PROPERTIES.map(({ name, valuesOf }) => {
      const found = elements.flatMap(valuesOf).map(({ value }) => value);
      return [name, [...new Set(found.map((value) => JSON.stringify(value)))].join(' ')];
    });
    expect(Object.fromEntries(read)).toMatchInlineSnapshot(`
      {
        "authenticates": ""identity"",
        "behaves.capacity": "200 null",
        "behaves.errors": "0.002 0",
        "behaves.latency.p50": "40 30",
        "behaves.latency.p99": "300 150",
        "collections.conflict": ""client-wins"",
        "contract": ""crm.yaml" "erp.yaml"",
        "deadline": "3000",
        "description": """ "Push provider of Push"",
        "gateway": ""api"",
        "gathers.optional": "false true",
        "gathers.timeout": "null 300",
        "kind": ""identity" "push" "sync" "metrics" "security"",
        "minimum-version": ""1.2.0"",
        "offline.share": "0.15",
        "operations.deadline": "1200",
        "owner": ""team-a"",
        "plan": ""standard"",
        "plans.burst": "40",
        "plans.per": ""app"",
        "plans.rate": "20",
        "population": "1000",
        "protocol": ""rest"",
        "reaches": ""crm" "erp"",
        "resilience.breaker.errors": "0.4 null",
        "resilience.breaker.open": "5000 null",
        "resilience.breaker.over": "20 null",
        "resilience.retries": "2 0",
        "resilience.timeout": "400 1000",
        "retention": "2592000000",
        "routes.cache": "null 15000",
        "routes.cache-per": ""caller"",
        "routes.idempotency": ""accepted"",
        "routes.public": "true false",
        "routes.to": ""identity" "shop" "push" "sync" "analytics" "app-check"",
        "storage.engine": ""sqlite" null",
        "storage.size": "1073741824 2147483648 null",
        "tags": "[] ["old","pci"]",
        "timeout": "10000",
        "title": ""App" "Api" "Shop" "Crm integration" "Erp integration" "Identity" "Push" "Sync" "Analytics" "App check" "Crm" "Erp" "Firebase Cloud Messaging" "Apple Push Notification service"",
        "token-lifetime": "300000",
        "tombstones": "172800000",
      }
    `);
  });

  it('have places in the blueprint, and paths that begin with that of the element', () => {
    for (const element of elements) {
      for (const { name, valuesOf } of PROPERTIES) {
        for (const { span, path } of valuesOf(element)) {
          expect(span.end, name).toBeGreaterThan(span.start);
          expect(path.startsWith(`${element.path}.`), path).toBe(true);
          expect(path.endsWith(name.split('.').at(-1) ?? ''), path).toBe(true);
        }
      }
    }
  });
});
