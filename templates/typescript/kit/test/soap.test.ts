import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { isClientFault, readSoap, type SoapMessage, writeSoap } from '../src/index.ts';
import { orderMessage } from './order-message.ts';

const message: SoapMessage = {
  ...orderMessage,
  request: {
    customer: 'string',
    express: 'boolean',
    line: [{ sku: 'string', quantity: 'number' }],
    note: 'string',
  },
  response: {
    number: 'string',
    total: 'number',
    paid: 'boolean',
    line: [{ sku: 'string' }],
    tag: ['string'],
  },
};

const answered = (content: string, status = 200) => ({
  status,
  headers: {},
  text: `<?xml version="1.0"?><S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${content}</S:Body></S:Envelope>`,
});
const read = (content: string) =>
  readSoap(
    message,
    'erp',
    answered(`<n:CreateOrderResponse xmlns:n="urn:erp">${content}</n:CreateOrderResponse>`),
  );

describe('writeSoap', () => {
  it('writes elements in the order of the shape, lists as repeated elements, and nothing that it does not name', () => {
    const line = [{ quantity: 2, sku: 'a' }, { sku: 'b' }];
    const xml = writeSoap(message, { line, unknown: 1, express: false, customer: 'c', note: null });
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain(
      '<m:CreateOrderRequest><m:customer>c</m:customer><m:express>false</m:express>' +
        '<m:line><m:sku>a</m:sku><m:quantity>2</m:quantity></m:line><m:line><m:sku>b</m:sku></m:line>' +
        '</m:CreateOrderRequest>',
    );
  });

  it('leaves local elements out of the namespace where the schema does', () => {
    const xml = writeSoap({ ...message, qualified: false }, { customer: 'c' });
    expect(xml).toContain('<m:CreateOrderRequest><customer>c</customer></m:CreateOrderRequest>');
  });

  it('lets no text become markup', () => {
    const xml = writeSoap(message, { customer: '</m:customer><admin/>&' });
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain('&lt;/m:customer&gt;&lt;admin/&gt;&amp;');
  });

  it.each(['\u0000', '\u0001', '\u000b', '\ud800', '\udc00x', '\uffff'])(
    'refuses a character that XML does not have',
    (character) => {
      const line = [{ sku: `a${character}` }];
      expect(() => writeSoap(message, { line })).toThrow(
        expect.objectContaining({ status: 400, message: 'sku has a character that XML does not have' }),
      );
    },
  );

  it('writes what XML has: tabs, ends of lines, and characters beyond 16 bits', () => {
    expect(writeSoap(message, { note: 'a\tb\nc\u{1f45f}' })).toContain('a\tb\nc\u{1f45f}');
  });

  it('refuses what is no object', () => {
    expect(() => writeSoap(message, [1])).toThrow('CreateOrder takes an object');
  });
});

describe('readSoap', () => {
  it('reads types, and one repeated element as a list all the same', () => {
    const content =
      '<n:number>007</n:number><n:total>12.50</n:total><n:paid>1</n:paid><n:line><n:sku>1e3</n:sku></n:line>';
    expect(read(content)).toEqual({
      number: '007',
      total: 12.5,
      paid: true,
      line: [{ sku: '1e3' }],
      tag: [],
    });
  });

  it('reads several repeated elements in their order, and leaves absent ones out', () => {
    expect(read('<tag>b</tag><tag>a</tag>')).toEqual({ line: [], tag: ['b', 'a'] });
  });

  it('reads entities, numeric ones too', () => {
    expect(read('<number>Stra&#223;e &amp; &#xD6;l</number>')).toMatchObject({ number: 'Straße & Öl' });
  });

  it('reads an empty number as null, not as 0', () => {
    expect(read('<total/><paid></paid><number/>')).toMatchObject({ total: null, paid: null, number: '' });
  });

  it('makes a 502 of a fault, with its reason', () => {
    const fault = answered(
      '<S:Fault><faultcode>S:Server</faultcode><faultstring>out of stock</faultstring></S:Fault>',
      500,
    );
    expect(() => readSoap(message, 'erp', fault)).toThrow('erp answered the fault "out of stock"');
  });

  it.each([
    ['S:Client', 400],
    ['Client', 400],
    ['S:Client.Validation', 400],
    ['S:ClientSide', 502],
    ['S:Server', 502],
    ['', 502],
  ])('makes of a fault with the code "%s" a %i', (code, status) => {
    const fault = answered(
      `<S:Fault><faultcode>${code}</faultcode><faultstring>no items</faultstring></S:Fault>`,
      500,
    );
    expect(() => readSoap(message, 'erp', fault)).toThrow(expect.objectContaining({ status }));
    expect(isClientFault(fault)).toBe(status === 400);
  });

  it('finds no fault in what is not answered with the status of faults', () => {
    const content = '<S:Fault><faultcode>S:Client</faultcode></S:Fault>';
    expect([200, 503, 500].map((status) => isClientFault(answered(content, status)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each([
    ['another element', answered('<Other/>')],
    ['no envelope', { status: 200, headers: {}, text: '<html/>' }],
    ['no XML', { status: 503, headers: {}, text: 'Service Unavailable' }],
    ['nothing', { status: 500, headers: {}, text: '' }],
  ])('makes a 502 of %s', (_what, answer) => {
    expect(() => readSoap(message, 'erp', answer)).toThrow(`erp answered ${answer.status}`);
  });
});
