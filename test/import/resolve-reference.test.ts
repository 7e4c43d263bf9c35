import { expect, it } from 'vitest';
import { resolveReference } from '../../src/import/resolve-reference.ts';

it.each([
  [
    '#/components/schemas/Order',
    'openapi.yaml',
    { path: 'openapi.yaml', pointer: '/components/schemas/Order' },
  ],
  ['schemas/order.yaml', 'openapi.yaml', { path: 'schemas/order.yaml', pointer: '' }],
  ['./order.yaml#/Line', 'schemas/all.yaml', { path: 'schemas/order.yaml', pointer: '/Line' }],
  ['../openapi.yaml#', 'schemas/all.yaml', { path: 'openapi.yaml', pointer: '' }],
  ['my%20order.yaml', 'a/b.yaml', { path: 'a/my order.yaml', pointer: '' }],
])('follows %s in %s', (ref, from, target) => {
  expect(resolveReference(ref, from)).toEqual(target);
});

it.each([
  ['https://example.com/order.yaml#/Order', 'leads to the network'],
  ['//example.com/order.yaml', 'leads to the network'],
  ['file:///etc/passwd', 'leads to the network'],
  ['/etc/passwd', 'is not relative'],
  ['..\\order.yaml', 'is not relative'],
  ['../../order.yaml', 'leaves the folder'],
  ['%2e%2e/%2e%2e/order.yaml', 'leaves the folder'],
])('refuses %s by name', (ref, why) => {
  const follow = () => resolveReference(ref, 'schemas/all.yaml');
  expect(follow).toThrow(`"${ref}" in "schemas/all.yaml"`);
  expect(follow).toThrow(why);
});
