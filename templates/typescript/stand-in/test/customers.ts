import type { StandInContract } from '../src/stand-in-contract.ts';

const answer = {
  status: 200,
  mediaType: 'application/json',
  schema: { $ref: '#/schemas/Customer' },
  examples: [],
};
const number = { name: 'number', in: 'path', required: true } as const;
const customer = { path: '/customers/{number}', parameters: [number], response: answer, soap: null };

/** A contract below a base path, with one resource to read and to replace. */
export const customers: StandInContract = {
  title: 'Customers',
  protocol: 'rest',
  basePath: '/api/v4',
  soap: null,
  operations: [
    { ...customer, id: 'readCustomer', method: 'GET', request: null, requestRequired: false },
    {
      ...customer,
      id: 'updateCustomer',
      method: 'PUT',
      request: { type: 'object', properties: { language: { type: 'string' } } },
      requestRequired: true,
    },
  ],
  schemas: {
    Customer: {
      type: 'object',
      required: ['number', 'language'],
      properties: { number: { type: 'string' }, language: { type: 'string', enum: ['en', 'sv'] } },
    },
  },
};
