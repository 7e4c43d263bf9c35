import { readSoap, type SoapMessage, writeSoap } from '@lintel/kit';
import { expect, it } from 'vitest';
import { createSoapHandler } from '../src/soap-stand-in.ts';
import { orderDesk } from './order-desk.ts';

const line = { material: 'string', quantity: 'number' } as const;
const createOrder: SoapMessage = {
  operation: 'CreateOrder',
  path: '/soap/orderdesk',
  soapAction: 'http://erp.example.com/orderdesk/2011/CreateOrder',
  namespace: orderDesk.soap?.targetNamespace ?? '',
  qualified: orderDesk.soap?.qualified ?? false,
  requestElement: 'CreateOrder',
  responseElement: 'CreateOrderResponse',
  request: { customerNumber: 'string', externalReference: 'string', line: [line] },
  response: {
    order: {
      orderNumber: 'string',
      customerNumber: 'string',
      status: 'string',
      createdAt: 'string',
      line: [line],
      totalAmount: 'number',
      currency: 'string',
    },
  },
};

it('the client of the kit and a stand-in understand each other', () => {
  const order = { customerNumber: 'C & Sons <1>', line: [{ material: 'SHOE-0142', quantity: 2 }] };
  const answer = createSoapHandler(orderDesk, 1)(writeSoap(createOrder, order));
  const upstreamAnswer = { status: answer.status, headers: {}, text: String(answer.body) };
  expect(readSoap(createOrder, 'erp', upstreamAnswer)).toEqual({
    order: {
      orderNumber: expect.stringMatching(/^45\d{8}$/),
      ...order,
      status: expect.stringMatching(/^(ACCEPTED|PICKED|SHIPPED)$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      totalAmount: expect.any(Number),
      currency: 'EUR',
    },
  });
});
