import { describe, expect, it } from 'vitest';
import type { Picture, PictureNode } from '../../../src/diagram/picture.ts';
import { pictureOf } from '../../../src/diagram/views/index.ts';
import { blueprintModel } from '../../support/blueprint-model.ts';
import { sampleModel } from '../../support/sample-model.ts';

const model = blueprintModel('mobile-integration');

function nodeOf(picture: Picture, id: string): PictureNode {
  const node = picture.groups.flatMap(({ nodes }) => nodes).find((one) => one.id === id);
  if (node === undefined) throw new Error(`no ${id}`);
  return node;
}

function labelOf(picture: Picture, from: string, to: string): readonly string[] | undefined {
  return picture.links.find((link) => link.from === from && link.to === to)?.label;
}

describe('the logical view', () => {
  const picture = pictureOf(model, 'logical');

  it('names every element by its title, and what each mobile service is for', () => {
    const names = picture.groups.flatMap(({ nodes }) => nodes.map(({ text }) => text));
    for (const { title } of model.elements) expect(names).toContain(title);
    expect(nodeOf(picture, 'push').note).toBe('Push notifications');
  });

  it('joins groups, optional where every edge between them is', () => {
    const links = picture.links.map(({ from, to, optional }) => `${from} -> ${to}${optional ? ' ?' : ''}`);
    expect(links).toEqual([
      'devices -> gateway',
      'gateway -> frontends',
      'gateway -> mobileServices',
      'frontends -> integrations',
      'frontends -> mobileServices ?',
      'integrations -> backends',
      'mobileServices -> storage',
      'mobileServices -> providers',
    ]);
  });

  it('says nothing of technology', () => {
    const words = JSON.stringify({ ...picture, description: '' });
    expect(words).not.toMatch(/HTTP|REST|SOAP|SQL|GET|POST|deadline|\d+ ms/);
  });

  it('counts what is too much for one group, and names it in the tooltip', () => {
    const names = Array.from({ length: 40 }, (_, index) => `service-${index}`);
    const large = pictureOf(sampleModel({ gateways: ['api'], frontends: names }), 'logical');
    const frontends = large.groups.find(({ id }) => id === 'frontends');
    expect(frontends?.nodes).toHaveLength(12);
    expect(frontends?.nodes.at(-1)).toMatchObject({ text: '29 more' });
    expect(frontends?.nodes.at(-1)?.tooltip).toContain('service-39');
  });
});

describe('the schematic view', () => {
  const picture = pictureOf(model, 'schematic');

  it('has every element, every storage and every edge', () => {
    const ids = picture.groups.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    expect([...ids].sort()).toEqual(
      [
        ...model.elements.map(({ name }) => name),
        ...model.mobileServices.map(({ name }) => `${name}/storage`),
      ].sort(),
    );
    expect(picture.links.map(({ from, to }) => `${from} -> ${to}`)).toEqual(
      model.edges.map(({ from, to }) => `${from} -> ${to}`),
    );
  });

  it.each([
    ['shopper-app', 'mobile-api', 'HTTPS'],
    ['mobile-api', 'storefront', 'HTTP'],
    ['crm-integration', 'crm', 'REST'],
    ['erp-integration', 'erp', 'SOAP'],
    ['push', 'push-fcm', 'FCM'],
    ['push', 'push-apns', 'APNs'],
    ['sync', 'sync/storage', 'SQL'],
  ])('says what %s and %s speak', (from, to, protocol) => {
    expect(labelOf(picture, from, to)).toEqual([protocol]);
  });

  it('says of a gateway that only fetches signing keys what it fetches', () => {
    const edges = [
      { ...model.edges.slice(0, 1)[0], from: 'mobile-api', to: 'identity', kind: 'keys' as const },
    ];
    const keys = pictureOf({ ...model, edges: edges as typeof model.edges }, 'schematic');
    expect(keys.links).toMatchObject([{ kind: 'keys', label: ['JWKS'] }]);
  });
});

describe('the detail view', () => {
  const picture = pictureOf(model, 'detail');

  it('lists operations with their deadlines', () => {
    expect(nodeOf(picture, 'storefront').rows).toEqual([
      { text: 'GET /home', value: '3 s' },
      { text: 'GET /products', value: '3 s' },
      { text: 'GET /products/{sku}', value: '3 s' },
    ]);
    expect(nodeOf(picture, 'crm-integration').rows).toContainEqual({ text: 'retries', value: '2' });
  });

  it('says what limits devices, gateway and backends have', () => {
    expect(nodeOf(picture, 'shopper-app').rows).toContainEqual({ text: 'timeout', value: '10 s' });
    expect(nodeOf(picture, 'mobile-api').rows).toEqual([
      { text: 'deadline', value: '4 s' },
      { text: 'tokens', value: 'identity' },
      { text: 'plan shopper', value: '10/s, burst 40, per device' },
    ]);
    expect(nodeOf(picture, 'erp').rows).toContainEqual({ text: 'capacity', value: '120/s' });
  });

  it('says of mobile services what they take and keep', () => {
    expect(nodeOf(picture, 'sync').rows).toContainEqual({ text: 'wishlist', value: 'merge-fields' });
    expect(nodeOf(picture, 'identity').rows).toContainEqual({ text: 'token valid for', value: '5 min' });
    expect(nodeOf(picture, 'analytics').rows).toContainEqual({ text: 'kept for', value: '30 days' });
    expect(nodeOf(picture, 'sync/storage').note).toBe('SQLite · 5 GiB');
  });

  it('names the calls on each edge, further ones counted and all in the tooltip', () => {
    expect(labelOf(picture, 'mobile-api', 'storefront')).toEqual([
      'HTTP',
      '/home · cache 5 s',
      '/products/** · cache 2 s',
    ]);
    expect(labelOf(picture, 'mobile-api', 'identity')).toEqual(['HTTP', '/auth/** · public', 'signing keys']);
    expect(labelOf(picture, 'erp-integration', 'erp')).toEqual([
      'SOAP',
      'GetStock',
      'CreateOrder',
      'ListOrders',
    ]);
    const steps = picture.links.find(({ from }) => from === 'shopper-app');
    expect(steps?.label).toEqual(['HTTPS', 'check: version', 'GET /home', 'sync: wishlist', '9 more']);
    expect(steps?.tooltip).toContain('PUT /account');
  });

  it('marks an optional call where not all of the edge is optional', () => {
    const mixed = blueprintModel('mobile-integration', (text) =>
      text.replace(
        'customer: { from: crm-integration.changeCustomer }',
        'customer: { from: erp-integration.listOrders }',
      ),
    );
    expect(labelOf(pictureOf(mixed, 'detail'), 'account', 'erp-integration')).toEqual([
      'HTTP',
      'listOrders · optional',
      'listOrders',
    ]);
  });
});
