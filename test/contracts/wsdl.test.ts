import { describe, expect, it } from 'vitest';
import { readWsdl } from '../../src/contracts/wsdl.ts';

const TYPES = `
  <xs:element name="GetOrder"><xs:complexType><xs:sequence>
    <xs:element name="zone" type="xs:string"/>
    <xs:element name="id" type="t:Id"/>
    <xs:element name="when" type="xs:dateTime" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="GetOrderResponse"><xs:complexType><xs:sequence>
    <xs:element ref="t:order" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="order" type="t:BigOrder"/>
  <xs:simpleType name="Id"><xs:restriction base="xs:string"><xs:pattern value="[A-Z]{2}"/><xs:length value="2"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="State"><xs:restriction base="xs:string"><xs:enumeration value="NEW"/><xs:enumeration value="DONE"/></xs:restriction></xs:simpleType>
  <xs:complexType name="Order"><xs:sequence>
    <xs:element name="state" type="t:State"/>
    <xs:element name="parent" type="t:Order" nillable="true"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="BigOrder"><xs:complexContent><xs:extension base="t:Order"><xs:sequence>
    <xs:choice><xs:element name="cash" type="xs:decimal"/><xs:element name="card" type="xs:int"/></xs:choice>
    <xs:element name="total"><xs:annotation><xs:documentation>In cents.</xs:documentation><xs:appinfo><example>995</example></xs:appinfo></xs:annotation>
      <xs:simpleType><xs:restriction base="xs:int"><xs:minInclusive value="1"/></xs:restriction></xs:simpleType></xs:element>
  </xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  <xs:complexType name="Unused"><xs:sequence/></xs:complexType>`;

function wsdl(change: { types?: string; style?: string; port?: string } = {}) {
  const text = `<?xml version="1.0"?>
<definitions name="Orders" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
  xmlns:t="urn:orders" targetNamespace="urn:orders">
  <types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:orders" elementFormDefault="qualified">
  ${change.types ?? TYPES}</xs:schema></types>
  <message name="In"><part name="p" element="t:GetOrder"/></message>
  <message name="Out"><part name="p" element="t:GetOrderResponse"/></message>
  <portType name="P"><operation name="GetOrder"><documentation>Gives
    an order.</documentation><input message="t:In"/><output message="t:Out"/></operation></portType>
  <binding name="B" type="t:P"><soap:binding style="${change.style ?? 'document'}" transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="GetOrder"><soap:operation soapAction="urn:orders#GetOrder"/><input><soap:body use="literal"/></input></operation></binding>
  <service name="S"><port name="Q" binding="t:B">${change.port ?? '<soap:address location="http://erp.example.com/soap/orders?x"/>'}</port></service>
</definitions>`;
  return readWsdl({ file: 'o.wsdl', text });
}

describe('readWsdl', () => {
  it('reads the operations of the SOAP 1.1 port', () => {
    const contract = wsdl();
    expect(contract.soap).toEqual({ targetNamespace: 'urn:orders', qualified: true, path: '/soap/orders' });
    expect(contract.operations).toEqual([
      expect.objectContaining({
        id: 'GetOrder',
        method: 'POST',
        path: '/soap/orders',
        summary: 'Gives an order.',
        request: { $ref: '#/schemas/GetOrder' },
        soap: {
          soapAction: 'urn:orders#GetOrder',
          requestElement: 'GetOrder',
          responseElement: 'GetOrderResponse',
        },
      }),
    ]);
  });

  it('turns reached types into schemas whose properties keep the order of the elements', () => {
    const { schemas } = wsdl();
    expect(Object.keys(schemas)).toEqual([
      'BigOrder',
      'GetOrder',
      'GetOrderResponse',
      'Id',
      'Order',
      'State',
      'order',
    ]);
    expect(Object.keys(schemas['GetOrder']?.['properties'] ?? {})).toEqual(['zone', 'id', 'when']);
    expect(schemas['GetOrder']?.['required']).toEqual(['zone', 'id']);
    expect(schemas['Id']).toEqual({ type: 'string', pattern: '^(?:[A-Z]{2})$', minLength: 2, maxLength: 2 });
    expect(schemas['State']).toEqual({ type: 'string', enum: ['NEW', 'DONE'] });
    expect(schemas['order']).toEqual({ $ref: '#/schemas/BigOrder' });
    expect(schemas['GetOrderResponse']?.['properties']).toEqual({
      order: { type: 'array', items: { $ref: '#/schemas/order' } },
    });
  });

  it('puts the elements of an extension after those of its base, and asks for none of a choice', () => {
    const big = wsdl().schemas['BigOrder'];
    expect(Object.entries(big?.['properties'] ?? {})).toEqual([
      ['state', { $ref: '#/schemas/State' }],
      ['parent', { $ref: '#/schemas/Order' }],
      ['cash', { type: 'number' }],
      ['card', { type: 'integer', minimum: -2147483648, maximum: 2147483647 }],
      [
        'total',
        { type: 'integer', minimum: 1, maximum: 2147483647, description: 'In cents.', examples: [995] },
      ],
    ]);
    expect(big?.['required']).toEqual(['state', 'total']);
  });

  it.each<[Parameters<typeof wsdl>[0], RegExp]>([
    [{ style: 'rpc' }, /is rpc/],
    [{ port: '' }, /no port has a SOAP 1.1 address/],
    [{ types: '' }, /element "GetOrder" is not declared/],
    [{ types: '<xs:include schemaLocation="a.xsd"/>' }, /"a.xsd" is in another file/],
    [{ types: '<xs:element name="GetOrder" type="t:Gone"/>' }, /type "Gone" is not declared/],
    [{ types: '<xs:element name="GetOrder" type="u:Gone"/>' }, /prefix of "u:Gone" is not declared/],
  ])('says what it cannot read: %o', (change, problem) => {
    expect(() => wsdl(change)).toThrow(problem);
  });

  it('refuses a type that extends itself', () => {
    const types = `<xs:element name="GetOrder" type="t:A"/><xs:complexType name="A"><xs:complexContent>
      <xs:extension base="t:A"/></xs:complexContent></xs:complexType>`;
    expect(() => wsdl({ types })).toThrow(/circle/);
  });

  it('refuses a document type declaration, which could declare entities', () => {
    const text = '<!DOCTYPE a [<!ENTITY b "c">]><definitions xmlns="http://schemas.xmlsoap.org/wsdl/"/>';
    expect(() => readWsdl({ file: 'x', text })).toThrow(/document type declaration/);
  });
});
