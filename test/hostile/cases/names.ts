import { type HostileCase, hostile } from '../hostile-case.ts';
import { soundWith } from '../sound-blueprint.ts';

const element = (name: string) => soundWith('backends:\n', `backends:\n  ${name}: { contract: crm.yaml }\n`);
const operation = (name: string) =>
  soundWith(
    '    operations:\n      getCustomer:',
    `    operations:\n      ${name}: { http: GET /other, calls: crm.readCustomer }\n      getCustomer:`,
  );
const reference = (name: string) => soundWith('reaches: crm\n', `reaches: ${name}\n`);
const route = (path: string) =>
  soundWith('/home: { to: storefront }', `/home: { to: storefront }\n      ${path}: { to: storefront }`);
const step = (request: string) => soundWith('- GET /home', `- ${request}`);
const title = (value: string) => soundWith('title: Shop', `title: ${value}`);

/** Names that collide, deceive, are reserved somewhere or command whoever prints them. */
export const NAMES: readonly HostileCase[] = [
  hostile('con as an element', element('con')),
  hostile('nul as an element', element('nul')),
  hostile('com1 as an element', element('com1')),
  hostile('AUX as an operation', operation('AUX')),
  hostile('a device of Windows as an application, which has no folder', soundWith('  app:\n', '  aux:\n')),
  hostile('two dots as an element', element('..')),
  hostile('a hyphen as an element', element('"-"')),
  hostile('node_modules as an element', element('node_modules')),
  hostile('a path as an element', element('../../etc/cron.d/x')),
  hostile('constructor as an element', element('constructor')),
  hostile('toString as an element', element('toString')),
  hostile('toString as an operation', operation('toString')),
  hostile('hasOwnProperty as an operation', operation('hasOwnProperty')),
  hostile('63 characters as an element', element('a'.repeat(63))),
  hostile('64 characters as an element', element('a'.repeat(64))),
  hostile(
    'a name that is too long for what is derived from it',
    soundWith('mobileServices:\n', `mobileServices:\n  ${'p'.repeat(60)}: { kind: push }\n`),
  ),
  hostile('a hyphen at the end of an element', element('crm-')),
  hostile('a dot in an element', element('crm.eu')),
  hostile('a capital in an element', element('CRM')),
  hostile('one name in two tiers', element('storefront')),
  hostile(
    'the name of an implied provider',
    soundWith(
      'mobileServices:\n',
      'mobileServices:\n  push: { kind: push }\n  push-fcm: { kind: metrics }\n',
    ),
  ),
  hostile('an accent in one character', element('caf\u00e9')),
  hostile('an accent in two characters', element('cafe\u0301')),
  hostile('a dotless i', element('cr\u0131m')),
  hostile('a sharp s', element('stra\u00dfe')),
  hostile('a full-width letter', element('\uff43rm')),
  hostile('a Cyrillic letter that looks Latin', reference('\u0441rm')),
  hostile('a zero-width space in a reference', reference('c\u200brm')),
  hostile('a soft hyphen in a reference', reference('c\u00adrm')),
  hostile('a direction override in a title', title('Shop \u202egro')),
  hostile('a direction isolate in a comment', title('Shop # \u2066end')),
  hostile(
    'a direction override as an escape in a title, which is printed as one',
    title('"Shop \\u202egro"'),
  ),
  hostile('a terminal escape in a title', title('\u001b[31mShop')),
  hostile(
    'a terminal escape in an unknown key, as an escape',
    soundWith('title: Shop', '"\\e[31mred\\e[0m": Shop'),
  ),
  hostile('a line end in an unknown key, as an escape', soundWith('title: Shop', '"a\\n::error::b": Shop')),
  hostile(
    'a command for a build server as an unknown key',
    soundWith('title: Shop', '"::error file=x::gone": Shop'),
  ),
  hostile('an old command for a build server as a value', soundWith('kind: reset', 'kind: "##[add-mask]a"')),
  hostile(
    'another command for a build server as a value',
    soundWith('kind: reset', 'kind: "##vso[task.setvariable]a"'),
  ),
  hostile('a request with a line end', step('"GET /home\\r\\nHost: evil.example"')),
  hostile('a request to another host', step('GET http://evil.example/home')),
  hostile('a request up the tree', step('GET /home/../../etc/passwd')),
  hostile('a route up the tree', route('/../**')),
  hostile('a route with an empty segment', route('/a//b')),
  hostile('a route with an escaped dot, which is a segment like others', route('/%2e%2e/**')),
  hostile('a route of a thousand and one characters', route(`/${'a'.repeat(1000)}`)),
  hostile('a route with two stars in the middle', route('/a/**/b')),
  hostile(
    'a path with one parameter twice',
    soundWith('http: GET /customers', 'http: GET /customers/{id}/{id}'),
  ),
  hostile(
    'routes that overlap in a thousand ways',
    route(
      Array.from({ length: 512 }, (_, at) => `/x${waysOf(at, 9)}: { to: storefront }`).join('\n      ') +
        '\n      /y',
    ),
  ),
  hostile(
    'a circle of parts',
    soundWith(
      'gathers: { order: { from: crm-integration.getCustomer } }',
      'gathers: { order: { from: crm-integration.getCustomer, after: again }, again: { from: crm-integration.getCustomer, after: order } }',
    ),
  ),
  hostile(
    'a part that waits for itself',
    soundWith(
      'gathers: { order: { from: crm-integration.getCustomer } }',
      'gathers: { order: { from: crm-integration.getCustomer, after: order } }',
    ),
  ),
];

/** A path with a fixed segment or a parameter in each place, as the bits of a number say. */
function waysOf(number: number, places: number): string {
  return Array.from({ length: places }, (_, at) => ((number >> at) & 1 ? '/a' : `/{p${at}}`)).join('');
}
