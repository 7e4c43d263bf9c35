import type { SoapMessage } from '../src/index.ts';

/** For tests: an order that is a text and is answered by a number. */
export const orderMessage: SoapMessage = {
  operation: 'CreateOrder',
  path: '/erp',
  soapAction: 'urn:create',
  namespace: 'urn:erp',
  qualified: true,
  requestElement: 'CreateOrderRequest',
  responseElement: 'CreateOrderResponse',
  request: { sku: 'string' },
  response: { number: 'string' },
};
