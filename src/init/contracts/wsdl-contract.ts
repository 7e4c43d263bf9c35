import { pascal } from '../../generate/names.ts';
import type { Field } from '../app-kinds/app-kind.ts';
import type { ChosenSystem } from '../design/choose-systems.ts';
import { backendOperation, type Use, usesOf, wordsOf } from '../design/words.ts';

/** Returns the WSDL 1.1 document of a backend system, document/literal, with examples for its stand-in. */
export function wsdlContract(system: ChosenSystem): string {
  const { name, title } = system;
  const service = pascal(name);
  const namespace = `http://${name}.example.com/v1`;
  const operations = usesOf(system).map((use) => ({ use, id: backendOperation(use, system) }));
  const fields = system.entity.fields.map((field) => simpleType(field, system));
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="${service}"
    targetNamespace="${namespace}"
    xmlns:tns="${namespace}"
    xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <wsdl:documentation>${xmlText(title)}: what the app needs of it. Replace this file by the real contract of ${name}.</wsdl:documentation>

  <wsdl:types>
    <xsd:schema targetNamespace="${namespace}" elementFormDefault="qualified">
${operations.map(({ use, id }) => messageElements(use, id, system)).join('\n')}
${[entityType(system), ...fields].join('\n')}
    </xsd:schema>
  </wsdl:types>

${operations.map(({ id }) => messages(id)).join('\n')}

  <wsdl:portType name="${service}">
${operations.map(({ use, id }) => portOperation(id, documentation(use, system))).join('\n')}
  </wsdl:portType>

  <wsdl:binding name="${service}Soap" type="tns:${service}">
    <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
${operations.map(({ id }) => boundOperation(id, namespace)).join('\n')}
  </wsdl:binding>

  <wsdl:service name="${service}Service">
    <wsdl:port name="${service}Port" binding="tns:${service}Soap">
      <soap:address location="http://${name}.internal.example.com/soap/${name}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

/** The request element of an operation, and the response element with what is kept in it. */
function messageElements(use: Use, id: string, system: ChosenSystem): string {
  const { entity } = system;
  const { one } = wordsOf(entity);
  const repeats = use === 'list' ? ' minOccurs="0" maxOccurs="unbounded"' : '';
  const answer = `            <xsd:element name="${one}" type="tns:${pascal(entity.noun)}"${repeats}/>`;
  return `${wrapped(id, requestFields(use, system))}\n${wrapped(`${id}Response`, answer)}`;
}

function wrapped(element: string, fields: string): string {
  return `      <xsd:element name="${element}">
        <xsd:complexType>
          <xsd:sequence>
${fields}
          </xsd:sequence>
        </xsd:complexType>
      </xsd:element>`;
}

function requestFields(use: Use, system: ChosenSystem): string {
  const { entity } = system;
  const { key } = wordsOf(entity);
  const inputs = entity.fields.filter(({ isInput }) => isInput);
  const owner =
    entity.owner === null ? [] : [`<xsd:element name="${entity.owner.column}" type="xsd:string"/>`];
  const maximum = '<xsd:element name="maximum" type="xsd:positiveInteger" minOccurs="0"/>';
  const lines: Readonly<Record<Use, readonly string[]>> = {
    list: [...owner, maximum],
    get: [fieldElement(key)],
    create: [...owner, ...inputs.map(fieldElement)],
    change: [fieldElement(key), ...inputs.map(fieldElement)],
  };
  return lines[use].map((line) => `            ${line}`).join('\n');
}

function entityType({ entity }: ChosenSystem): string {
  return `      <xsd:complexType name="${pascal(entity.noun)}">
        <xsd:sequence>
${entity.fields.map((field) => `          ${fieldElement(field)}`).join('\n')}
        </xsd:sequence>
      </xsd:complexType>`;
}

function fieldElement({ column }: Field): string {
  return `<xsd:element name="${column}" type="tns:${typeName(column)}"/>`;
}

/** Apart from the types of what is kept, whose names are nouns. */
function typeName(column: string): string {
  return `${pascal(column)}Value`;
}

const BASES: Readonly<Record<Field['type'], string>> = {
  text: 'xsd:string',
  amount: 'xsd:decimal',
  whole: 'xsd:int',
  date: 'xsd:date',
  choice: 'xsd:string',
};

function simpleType(field: Field, { entity }: ChosenSystem): string {
  const { column, type, values, name } = field;
  const distinct = [...new Set(values)];
  const examples = distinct.map((value) => `<example>${xmlText(String(value))}</example>`).join('');
  const facets: Readonly<Record<Field['type'], string>> = {
    text: '<xsd:maxLength value="64"/>',
    amount: '<xsd:minInclusive value="0"/><xsd:fractionDigits value="2"/>',
    whole: '<xsd:minInclusive value="0"/>',
    date: '',
    choice: distinct.map((value) => `<xsd:enumeration value="${xmlText(String(value))}"/>`).join(''),
  };
  const body =
    facets[type] === ''
      ? `<xsd:restriction base="${BASES[type]}"/>`
      : `<xsd:restriction base="${BASES[type]}">${facets[type]}</xsd:restriction>`;
  return `      <xsd:simpleType name="${typeName(column)}">
        <xsd:annotation>
          <xsd:documentation>The app calls it ${name} of the ${entity.noun}.</xsd:documentation>
          <xsd:appinfo>${examples}</xsd:appinfo>
        </xsd:annotation>
        ${body}
      </xsd:simpleType>`;
}

function documentation(use: Use, { entity }: ChosenSystem): string {
  const says: Readonly<Record<Use, string>> = {
    list: `The latest ${entity.plural}.`,
    get: `One ${entity.noun}.`,
    create: `Adds one: ${entity.noun}.`,
    change: `Changes what the ${entity.noun} may change.`,
  };
  return says[use];
}

function messages(id: string): string {
  return `  <wsdl:message name="${id}In"><wsdl:part name="parameters" element="tns:${id}"/></wsdl:message>
  <wsdl:message name="${id}Out"><wsdl:part name="parameters" element="tns:${id}Response"/></wsdl:message>`;
}

function portOperation(id: string, text: string): string {
  return `    <wsdl:operation name="${id}">
      <wsdl:documentation>${xmlText(text)}</wsdl:documentation>
      <wsdl:input message="tns:${id}In"/>
      <wsdl:output message="tns:${id}Out"/>
    </wsdl:operation>`;
}

function boundOperation(id: string, namespace: string): string {
  return `    <wsdl:operation name="${id}">
      <soap:operation soapAction="${namespace}/${id}"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>`;
}

function xmlText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
