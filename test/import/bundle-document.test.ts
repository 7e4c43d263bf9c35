import { describe, expect, it } from 'vitest';
import type { PlainRecord } from '../../src/contracts/plain-data.ts';
import { UserError } from '../../src/diagnostics/user-error.ts';
import { bundleDocument } from '../../src/import/bundle-document.ts';

function bundle(document: PlainRecord, files: Readonly<Record<string, PlainRecord>> = {}) {
  return bundleDocument({ path: 'openapi.yaml', document }, (path) => {
    const found = files[path];
    if (found === undefined) throw new UserError('contract', `there is no file "${path}"`);
    return found;
  });
}

const json = (schema: PlainRecord) => ({ content: { 'application/json': { schema } } });
const listing = (schema: PlainRecord) => ({
  openapi: '3.1.0',
  paths: { '/orders': { get: { responses: { 200: json(schema) } } } },
});

describe('bundleDocument', () => {
  it('leaves a document without references to others as it is', () => {
    const document = listing({ $ref: '#/components/schemas/Order' });
    expect(bundle(document)).toEqual({ document, others: [] });
    expect(bundle(document).document).toBe(document);
  });

  it('takes schemas of other files in as components, once each', () => {
    const document = {
      ...listing({ $ref: 'schemas/order.yaml#/Order' }),
      components: { schemas: { Order: { type: 'string' }, Again: { $ref: 'schemas/order.yaml#/Order' } } },
    };
    const files = {
      'schemas/order.yaml': {
        Order: { type: 'object', properties: { line: { $ref: '#/Line' }, next: { $ref: '#/Order' } } },
        Line: { $ref: 'line.yaml' },
      },
      'schemas/line.yaml': { type: 'integer' },
    };
    const { document: bundled, others } = bundle(document, files);
    expect(others).toEqual(['schemas/line.yaml', 'schemas/order.yaml']);
    expect(bundled).toEqual({
      ...listing({ $ref: '#/components/schemas/Order_2' }),
      components: {
        schemas: {
          Order: { type: 'string' },
          Again: { $ref: '#/components/schemas/Order_2' },
          Order_2: {
            type: 'object',
            properties: {
              line: { $ref: '#/components/schemas/Line' },
              next: { $ref: '#/components/schemas/Order_2' },
            },
          },
          Line: { $ref: '#/components/schemas/line' },
          line: { type: 'integer' },
        },
      },
    });
  });

  it('puts parameters, responses and request bodies where they belong, and path items in their place', () => {
    const document = { openapi: '3.0.3', paths: { '/orders': { $ref: 'paths.yaml#/orders' } } };
    const files = {
      'paths.yaml': {
        orders: {
          parameters: [{ $ref: 'parts.yaml#/limit' }],
          post: {
            requestBody: { $ref: 'parts.yaml#/body' },
            responses: { default: { $ref: 'parts.yaml#/answer' } },
          },
        },
      },
      'parts.yaml': {
        limit: { name: 'limit', in: 'query', schema: { $ref: '#/count' } },
        count: { type: 'integer' },
        body: json({ $ref: '#/count' }),
        answer: { description: 'ok' },
      },
    };
    expect(bundle(document, files).document).toEqual({
      openapi: '3.0.3',
      paths: {
        '/orders': {
          parameters: [{ $ref: '#/components/parameters/limit' }],
          post: {
            requestBody: { $ref: '#/components/requestBodies/body' },
            responses: { default: { $ref: '#/components/responses/answer' } },
          },
        },
      },
      components: {
        parameters: { limit: { name: 'limit', in: 'query', schema: { $ref: '#/components/schemas/count' } } },
        schemas: { count: { type: 'integer' } },
        requestBodies: { body: json({ $ref: '#/components/schemas/count' }) },
        responses: { answer: { description: 'ok' } },
      },
    });
  });

  it('takes definitions of Swagger 2.0 in as definitions', () => {
    const document = {
      swagger: '2.0',
      paths: { '/orders': { get: { responses: { 200: { schema: { $ref: 'order.json' } } } } } },
    };
    expect(bundle(document, { 'order.json': { type: 'object' } }).document).toMatchObject({
      paths: { '/orders': { get: { responses: { 200: { schema: { $ref: '#/definitions/order' } } } } } },
      definitions: { order: { type: 'object' } },
    });
  });

  it('rewrites what a discriminator maps to', () => {
    const schema = {
      oneOf: [{ $ref: 'pet.yaml#/Cat' }],
      discriminator: { propertyName: 'kind', mapping: { cat: 'pet.yaml#/Cat', dog: 'Dog' } },
    };
    const bundled = bundle(listing(schema), { 'pet.yaml': { Cat: { type: 'object' } } }).document;
    expect(JSON.stringify(bundled)).toContain('"mapping":{"cat":"#/components/schemas/Cat","dog":"Dog"}');
  });

  it('follows no reference in an example, and every one in properties of such names', () => {
    const schema = {
      example: { $ref: 'https://example.com' },
      default: { $ref: 'nowhere.yaml' },
      properties: { example: { $ref: 'a.yaml' }, default: { $ref: 'a.yaml' } },
    };
    const bundled = bundle(listing(schema), { 'a.yaml': { type: 'string' } }).document;
    expect(JSON.stringify(bundled)).toContain(
      '"example":{"$ref":"https://example.com"},"default":{"$ref":"nowhere.yaml"},' +
        '"properties":{"example":{"$ref":"#/components/schemas/a"},"default":{"$ref":"#/components/schemas/a"}}',
    );
  });

  it('says what names nothing, and where references lead in a circle', () => {
    expect(() => bundle(listing({ $ref: 'a.yaml#/B' }), { 'a.yaml': {} })).toThrow(
      '"$ref" to "a.yaml#/B" names nothing in that file',
    );
    expect(() => bundle(listing({ $ref: 'https://example.com/a.yaml' }))).toThrow(
      '"$ref" to "https://example.com/a.yaml" in "openapi.yaml" leads to the network',
    );
    const circle = { openapi: '3.1.0', paths: { '/a': { $ref: 'a.yaml' } } };
    expect(() => bundle(circle, { 'a.yaml': { $ref: 'b.yaml' }, 'b.yaml': { $ref: 'a.yaml' } })).toThrow(
      'lead in a circle',
    );
  });
});
