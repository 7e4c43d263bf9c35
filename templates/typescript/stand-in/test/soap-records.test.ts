import { describe, expect, it } from 'vitest';
import { createSoapRecords, creates } from '../src/soap-records.ts';

const order = (id: number, customer: string) => ({ order: { orderNumber: id, customer, state: 'NEW' } });
const sampled = { orders: [{ orderNumber: 99, customer: 'x', state: 'OLD' }] };

function withTwoOrders() {
  const records = createSoapRecords();
  records.apply('CreateOrder', { customer: 'a' }, order(1, 'a'));
  records.apply('CreateOrder', { customer: 'b' }, order(2, 'b'));
  return records;
}

describe('createSoapRecords', () => {
  it('finds by the fields that request and record share', () => {
    const records = withTwoOrders();
    expect(records.apply('GetOrder', { orderNumber: 1 }, order(50, 'z'))).toEqual(order(1, 'a'));
    expect(records.apply('ListOrders', { customer: 'b' }, sampled)).toEqual({
      orders: [{ orderNumber: 2, customer: 'b', state: 'NEW' }, ...sampled.orders],
    });
    expect(records.apply('SearchOrdersByCustomer', { customer: 'c' }, sampled)).toEqual(sampled);
  });

  it('changes and removes what the request identifies, and nothing else', () => {
    const records = withTwoOrders();
    records.apply('UpdateOrder', { orderNumber: 1, state: 'PAID' }, {});
    expect(records.apply('GetOrder', { orderNumber: 1 }, order(50, 'z'))).toMatchObject({
      order: { state: 'PAID' },
    });
    expect(records.apply('GetOrder', { orderNumber: 2 }, order(50, 'z'))).toEqual(order(2, 'b'));
    records.apply('CancelOrder', { orderNumber: 1 }, {});
    expect(records.apply('GetOrder', { orderNumber: 1 }, order(50, 'z'))).toEqual(order(50, 'z'));
    records.apply('DeleteOrder', { reason: 'none' }, {});
    expect(records.apply('GetOrder', { orderNumber: 2 }, order(50, 'z'))).toEqual(order(2, 'b'));
  });

  it('knows what an operation does by its name', () => {
    expect(['CreateOrder', 'addItem', 'PlaceOrder'].map(creates)).toEqual([true, true, true]);
    expect(['GetOrder', 'Create', 'Orders'].map(creates)).toEqual([false, false, false]);
    expect(createSoapRecords().apply('Ping', {}, { pong: 1 })).toEqual({ pong: 1 });
  });
});
