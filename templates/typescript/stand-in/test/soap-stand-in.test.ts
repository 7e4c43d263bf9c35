import { describe, expect, it } from 'vitest';
import { createSoapHandler } from '../src/soap-stand-in.ts';
import { orderDesk } from './order-desk.ts';

const namespace = 'http://erp.example.com/orderdesk/2011';

function standIn() {
  const handle = createSoapHandler(orderDesk, 1);
  return (payload: string) => {
    const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:e="${namespace}"><s:Body>${payload}</s:Body></s:Envelope>`;
    const answer = handle(envelope);
    return { status: answer.status, body: String(answer.body) };
  };
}

const createOrder = (customer: string, ...lines: string[]) =>
  `<e:CreateOrder><e:customerNumber>${customer}</e:customerNumber>${lines.map((material) => `<e:line><e:material>${material}</e:material><e:quantity>2</e:quantity></e:line>`).join('')}</e:CreateOrder>`;
const listOrders = (customer: string, maximum = '') =>
  `<e:ListOrders><e:customerNumber>${customer}</e:customerNumber>${maximum}</e:ListOrders>`;
const numbers = (body: string) => [...body.matchAll(/<m:orderNumber>(\d+)</g)].map((match) => match[1]);

describe('createSoapHandler', () => {
  it('answers in the namespace, with the elements in the order of the schema', () => {
    const { status, body } = standIn()('<e:GetStock><e:material>JACK-0088</e:material></e:GetStock>');
    expect(status).toBe(200);
    expect(body).toContain(`xmlns:m="${namespace}"`);
    expect(body).toMatch(
      /<m:GetStockResponse><m:stock><m:material>JACK-0088<\/m:material><m:plant>\d+<\/m:plant><m:onHand>\d+<\/m:onHand><m:reserved>/,
    );
  });

  it('answers the same question in the same way', () => {
    const question = '<e:GetStock><e:material>JACK-0088</e:material></e:GetStock>';
    expect(standIn()(question)).toEqual(standIn()(question));
  });

  it('keeps a created order and gives it back first to its customer, and to nobody else', () => {
    const call = standIn();
    const created = call(createOrder('C-1', 'SHOE-0142', 'BOTT-0007')).body;
    const [number] = numbers(created);
    expect(created).toMatch(/<m:customerNumber>C-1<.*SHOE-0142<\/m:material><m:quantity>2<.*BOTT-0007/);
    const listed = call(listOrders('C-1')).body;
    expect(numbers(listed)[0]).toBe(number);
    expect(listed.match(/<m:order>/g)?.length).toBeGreaterThan(1);
    expect(numbers(call(listOrders('C-2')).body)).not.toContain(number);
  });

  it('gives two orders of equal words two numbers, and lists as many as asked for', () => {
    const call = standIn();
    const [first] = numbers(call(createOrder('C-1', 'SHOE-0142')).body);
    const [second] = numbers(call(createOrder('C-1', 'SHOE-0142')).body);
    expect(first).not.toBe(second);
    expect(numbers(call(listOrders('C-1', '<e:maximum>1</e:maximum>')).body)).toEqual([second]);
  });

  it('escapes what it gives back', () => {
    const { body } = standIn()(createOrder('a&lt;b&gt;&amp;', 'X'));
    expect(body).toContain('a&lt;b&gt;&amp;');
  });

  it.each([
    ['<e:Unknown/>', /nothing answers the element &quot;Unknown&quot;|nothing answers the element "Unknown"/],
    [
      '<e:CreateOrder><e:customerNumber>1</e:customerNumber></e:CreateOrder>',
      /the element (?:"|&quot;)line(?:"|&quot;) is missing/,
    ],
    ['', /no SOAP envelope/],
  ])('answers a fault to %s', (payload, reason) => {
    const { status, body } = standIn()(payload);
    expect(status).toBe(500);
    expect(body).toMatch(/<soap:Fault><faultcode>soap:Client</);
    expect(body).toMatch(reason);
  });
});
