import type { HostileCase } from '../hostile-case.ts';
import { CONTRACT, SOUND, soundWith } from '../sound-blueprint.ts';

/** A case of a contract under another name, which is all that is wrong. */
function named(name: string, file: string): HostileCase {
  return { name, text: soundWith('contract: crm.yaml', `contract: ${file}`) };
}

/** A case of a contract with this content. */
function holding(name: string, content: string | Uint8Array): HostileCase {
  return { name, text: SOUND, files: { 'crm.yaml': content } };
}

/** The contract with a schema for its answer, and components. */
function answering(schema: unknown, components: Readonly<Record<string, unknown>> = {}): string {
  const content = { 'application/json': { schema } };
  const operation = { operationId: 'readCustomer', responses: { 200: { description: 'One', content } } };
  return JSON.stringify({
    openapi: '3.0.3',
    info: {},
    paths: { '/customers': { get: operation } },
    components: { schemas: components },
  });
}

/** Names that lead, or seem to lead, somewhere else. */
export const CONTRACT_NAMES: readonly HostileCase[] = [
  named('a contract that is missing', 'missing.yaml'),
  named('a contract in the folder above', '../crm.yaml'),
  named('a contract above, by a way round', 'a/../../crm.yaml'),
  named('a contract above, with backslashes', "'..\\crm.yaml'"),
  named('a contract at an absolute path', '/etc/passwd'),
  named('a contract on a drive', "'C:\\crm.yaml'"),
  named('a contract on another host', "'\\\\host\\share\\crm.yaml'"),
  named('a contract on another host, with slashes', '//host/share/crm.yaml'),
  named('a contract by a file URL', 'file:///etc/passwd'),
  named('a contract from the web', 'https://example.com/crm.yaml'),
  named('a contract by data', '"data:,openapi"'),
  named('escaped dots, which are names like others', "'%2e%2e/crm.yaml'"),
  named('a NUL in the name of a contract', '"crm.yaml\\0.png"'),
  named('a terminal escape in the name of a contract', '"\\e[2J.yaml"'),
  named('the folder itself as a contract', '.'),
  named('no name for a contract', '""'),
  named('a file as a folder', 'crm.yaml/crm.yaml'),
  named('a name that is too long for a file', 'c'.repeat(300)),
  named('another way to write the name, which is the same file', './/./crm.yaml'),
  named('a contract whose name is a number', '2024'),
];

/** What contracts may hold. */
export const CONTRACT_TEXTS: readonly HostileCase[] = [
  holding('an empty contract', ''),
  holding('a contract of another sort', 'asyncapi: 2.0.0\n'),
  holding('a contract that is a list', '- openapi: 3.0.3\n'),
  holding('a contract in UTF-16', Buffer.from(`\ufeff${CONTRACT}`, 'utf16le')),
  holding('a contract that is not UTF-8', Uint8Array.of(0x61, 0xff)),
  holding('a contract with a control character', `${CONTRACT}x-a: \u0007\nx-b: &b 1\n`),
  holding('a contract with a reference to the web', answering({ $ref: 'https://example.com/s.json' })),
  holding('a contract with a reference to a file', answering({ $ref: 'file:///etc/passwd' })),
  holding('a contract with a reference to another document', answering({ $ref: '../other.yaml#/x' })),
  holding('a contract with a reference to an absolute path', answering({ $ref: '/etc/passwd' })),
  holding('a contract with a reference to nothing', answering({ $ref: '#/components/schemas/Gone' })),
  holding('a contract with a reference to what every object has', answering({ $ref: '#/constructor' })),
  holding('a contract with a reference through a list', answering({ $ref: '#/paths/-1' })),
  holding('a contract with a reference that is a number', answering({ $ref: 5 })),
  holding('a contract with a reference to all of itself', answering({ $ref: '#' })),
  holding(
    'a contract with escapes in a reference',
    answering({ $ref: '#/components/schemas/a~1b%20c~0' }, { 'a/b c~': {} }),
  ),
  holding(
    'a contract with schemas in a circle',
    answering(
      { $ref: '#/components/schemas/A' },
      {
        A: { allOf: [{ $ref: '#/components/schemas/B' }] },
        B: { oneOf: [{ $ref: '#/components/schemas/A' }] },
      },
    ),
  ),
  holding(
    'a contract with a path in a circle',
    '{"openapi":"3.0.0","paths":{"/a":{"$ref":"#/paths/~1b"},"/b":{"$ref":"#/paths/~1a"}}}',
  ),
  holding(
    'a contract with a hundred and one schemas in each other',
    answering(Array.from({ length: 101 }).reduce<unknown>((inner) => ({ items: inner }), {})),
  ),
  holding(
    'a contract with a pattern that takes for ever',
    answering({ type: 'string', pattern: '^(a|a)*$', example: `${'a'.repeat(50)}!` }),
  ),
  holding(
    'a contract with keys of every object',
    answering({ properties: JSON.parse('{"__proto__": {}, "constructor": {}, "toString": {}}') }),
  ),
  holding(
    'a contract with a server of slashes',
    JSON.stringify({ ...JSON.parse(answering({})), servers: [{ url: `${'/'.repeat(200_000)}x` }] }),
  ),
  holding(
    'a contract with a server of question marks',
    JSON.stringify({ ...JSON.parse(answering({})), servers: [{ url: `${'?'.repeat(200_000)}\n` }] }),
  ),
  holding(
    'a contract with a monstrous enum',
    answering({ enum: Array.from({ length: 100_000 }, (_, at) => at) }),
  ),
  holding(
    'a contract with a monstrous example',
    answering({ type: 'string', example: 'a'.repeat(1_000_000) }),
  ),
  holding('a contract in YAML with a tag that runs code', `${CONTRACT}x-a: !!js/function "1"\n`),
  holding('a contract in YAML with a directive', `%YAML 1.1\n---\n${CONTRACT}`),
  holding('a contract in YAML with two documents', `${CONTRACT}---\n${CONTRACT}`),
  holding('a contract in YAML that bites its tail', `${CONTRACT}x-a: &a [*a]\n`),
  holding('a contract in YAML that multiplies itself', `${CONTRACT}${bomb()}`),
  holding('a contract in YAML with many brackets', `${CONTRACT}x-a: ${'['.repeat(50_000)}\n`),
  holding(
    'a contract in YAML with many stray brackets before',
    `${CONTRACT}x-a: ${']'.repeat(300)}\nx-b: ${'['.repeat(300)}\n`,
  ),
  holding(
    'a contract in YAML with a million invalid escapes',
    `${CONTRACT}x-a: "${'\\q'.repeat(1_000_000)}"\n`,
  ),
  holding(
    'a contract in JSON with many brackets',
    `{"openapi":"3.0.0","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
  ),
  holding('a contract in JSON, cut', '{"openapi":"3.0.0"'),
  holding('a contract of a later OpenAPI', 'openapi: 4.0.0\n'),
  holding('a contract with more than ten thousand operations', operations(10_001)),
  holding('a contract that repeats a part of itself too often', repeated()),
  holding('a contract of more than 4 MiB', `${CONTRACT}#${'c'.repeat(4 * 1024 * 1024)}`),
  holding(
    'a WSDL with entities that multiply',
    `<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><a>&b;</a>`,
  ),
  holding('a WSDL with a definition from the web', '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>'),
  holding(
    'a WSDL with an entity that is a file',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
  ),
  holding('a WSDL of elements in each other', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`),
  holding('a WSDL of elements beside each other', `<a>${'<b/>'.repeat(120_000)}</a>`),
  holding(
    'a WSDL with ten thousand namespaces',
    `<a ${Array.from({ length: 10_000 }, (_, at) => `xmlns:p${at}="u"`).join(' ')}>${'<b xmlns:q="v"/>'.repeat(10_000)}</a>`,
  ),
  holding('a WSDL with an element called __proto__', '<__proto__/>'),
  holding('a contract in YAML with a map as a key', `${CONTRACT}? { a: b }\n: c\n`),
  holding('a WSDL never closed', '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/">'),
  holding(
    'a WSDL with types that restrict each other in a circle',
    wsdl(
      '<x:simpleType name="A"><x:restriction base="t:B"/></x:simpleType><x:simpleType name="B"><x:restriction base="t:A"/></x:simpleType><x:element name="E" type="t:A"/>',
    ),
  ),
  holding(
    'a WSDL with types that extend each other in a circle',
    wsdl(
      '<x:complexType name="A"><x:complexContent><x:extension base="t:A"/></x:complexContent></x:complexType><x:element name="E" type="t:A"/>',
    ),
  ),
  holding(
    'a WSDL with groups that multiply',
    wsdl(
      `${Array.from({ length: 20 }, (_, at) => `<x:group name="G${at}"><x:sequence>${`<x:group ref="t:G${at + 1}"/>`.repeat(20)}</x:sequence></x:group>`).join('')}<x:element name="E"><x:complexType><x:sequence><x:group ref="t:G0"/></x:sequence></x:complexType></x:element>`,
    ),
  ),
  holding(
    'a WSDL with a schema from the web',
    wsdl(
      '<x:import namespace="u2" schemaLocation="http://example.com/a.xsd"/><x:element name="E" type="x:string"/>',
    ),
  ),
  holding(
    'a WSDL with numbers that are none',
    wsdl(
      '<x:simpleType name="A"><x:restriction base="x:int"><x:enumeration value="many"/><x:length value="NaN"/><x:fractionDigits value="400"/></x:restriction></x:simpleType><x:element name="E" type="t:A"/>',
    ),
  ),
];

function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]\n`,
  );
  return `a0: &a0 [1, 2, 3]\n${levels.join('')}`;
}

function operations(count: number): string {
  const paths = Array.from({ length: count }, (_, at) => [`/p${at}`, { get: {} }] as const);
  return JSON.stringify({ openapi: '3.0.3', paths: Object.fromEntries(paths) });
}

/** Ten thousand paths that are one, whose operation has a thousand parameters. */
function repeated(): string {
  const parameters = Array.from({ length: 1000 }, (_, at) => ({ in: 'query', name: `q${at}` }));
  const paths = Array.from({ length: 9000 }, (_, at) => [`/p${at}`, { $ref: '#/x' }] as const);
  return JSON.stringify({ openapi: '3.0.3', paths: Object.fromEntries(paths), x: { get: { parameters } } });
}

function wsdl(types: string): string {
  return (
    `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:t="u" targetNamespace="u">` +
    `<types><x:schema targetNamespace="u">${types}</x:schema></types><message name="m"><part name="p" element="t:E"/></message>` +
    `<portType name="pt"><operation name="readCustomer"><input message="t:m"/><output message="t:m"/></operation></portType>` +
    `<binding name="b" type="t:pt"><operation name="readCustomer"><s:operation soapAction=""/></operation></binding>` +
    `<service name="v"><port name="p" binding="t:b"><s:address location="http://x/y"/></port></service></definitions>`
  );
}
