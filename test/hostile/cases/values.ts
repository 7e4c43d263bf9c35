import { type HostileCase, hostile } from '../hostile-case.ts';
import { SOUND, soundWith } from '../sound-blueprint.ts';

const data = (value: string) => soundWith('sku: [a1]', `sku: [${value}]`);
const body = (value: string) => soundWith('amount: 1', `amount: ${value}`);
const version = (value: string) => soundWith('minimum-version: 1.0.0', `minimum-version: ${value}`);
const optional = (value: string) => soundWith('optional: true', `optional: ${value}`);
const deadline = (value: string) => soundWith('deadline: 3s', `deadline: ${value}`);

/** Values that are read as another thing than they are meant as, and amounts that cannot be meant. */
export const VALUES: readonly HostileCase[] = [
  hostile('a version that is a number', version('1.10')),
  hostile('a version in quotes', version('"1.10"')),
  hostile('versions that are numbers in a list', version('1.0.0, disabled-versions: [1.10]')),
  hostile('a name that is a number', soundWith('name: shop', 'name: 404')),
  hostile('a name that is true', soundWith('name: shop', 'name: true')),
  hostile('a title that is null', soundWith('title: Shop', 'title: ~')),
  hostile('a title that is left empty', soundWith('title: Shop', 'title:')),
  hostile('a title that is a date, a text in YAML 1.2', soundWith('title: Shop', 'title: 2024-01-01')),
  hostile('an owner called no, a text in YAML 1.2', soundWith('title: Shop', 'owner: no')),
  hostile('yes for true', optional('yes')),
  hostile('no for false', optional('no')),
  hostile('OFF for false', optional('OFF')),
  hostile('y for true', optional('y')),
  hostile('a text for true', optional('"true"')),
  hostile('digits that get lost in data', data('9007199254740993')),
  hostile('digits that get lost in a body', body('9007199254740993')),
  hostile('a fraction whose digits get lost', body('0.12345678901234567890123')),
  hostile('a price in a body, which keeps its value', body('19.90')),
  hostile('a version in data that loses its zero', data('1.10')),
  hostile('a number with a zero before it in data', data('014')),
  hostile('a number with a zero before it in a body', body('014')),
  hostile('a number with a zero before it for a setting', soundWith('retries: 2', 'retries: 02')),
  hostile('an octal number in data', data('0o14')),
  hostile('a hexadecimal number in a body', body('0x1F')),
  hostile('an identifier that looks like an exponent', data('12e4')),
  hostile('a number greater than any', body('1e999')),
  hostile('infinity', body('.inf')),
  hostile('not a number', data('-.INF, .nan')),
  hostile('a sexagesimal time, a text in YAML 1.2', data('12:30:45')),
  hostile('underscores in a number', soundWith('burst: 40', 'burst: 1_000')),
  hostile('a burst of a fraction', soundWith('burst: 40', 'burst: 1.5')),
  hostile('a burst greater than any number', soundWith('burst: 40', 'burst: 1e999')),
  hostile('a time without a unit', deadline('3')),
  hostile('no time at all', deadline('0ms')),
  hostile('a time below nothing', deadline('-1s')),
  hostile('a time with an exponent', deadline('1e30s')),
  hostile('a time with too many digits', deadline('99999999999h')),
  hostile('a time that no timer can run', deadline('99999999h')),
  hostile('a time with a space', deadline('3 s')),
  hostile('a time with a decimal comma', deadline('1,5s')),
  hostile('a time in Arabic digits', deadline('٣s')),
  hostile('a time in full-width digits', deadline('３s')),
  hostile(
    'a retention longer than a calendar',
    soundWith('kind: security, minimum-version: 1.0.0', 'kind: metrics, retention: 999999999d').replace(
      '/security/**',
      '/metrics',
    ),
  ),
  hostile('no rate at all', soundWith('rate: 20/s', 'rate: 0/s')),
  hostile('no capacity at all', soundWith('capacity: 200/s', 'capacity: 0.000/s')),
  hostile('a share above all', soundWith('share: 15%', 'share: 101%')),
  hostile('a share below nothing', soundWith('share: 15%', 'share: -1%')),
  hostile(
    'a size that does not exist',
    soundWith('kind: security, minimum-version: 1.0.0', 'kind: metrics, storage: { size: 10000Pi }').replace(
      '/security/**',
      '/metrics',
    ),
  ),
  hostile('a range of times that ends before it starts', soundWith('for: 5s..30s', 'for: 30s..5s')),
  hostile('a range of thinking that ends before it starts', soundWith('think: 1s..4s', 'think: 4s..1s')),
  hostile('a window that ends before it starts', soundWith('between: 5s..10s', 'between: 10s..5s')),
  hostile('a window that starts when all is over', soundWith('between: 5s..10s', 'between: 50s..60s')),
  hostile('no load at all', soundWith('load: 20/s', 'load: 0/s')),
  hostile(
    'a scenario of no time',
    soundWith('load: 20/s, for: 30s', 'load: 20/s, for: 0s').replace(
      ', faults: [{ on: crm, kind: reset, between: 5s..10s }]',
      '',
    ),
  ),
  hostile('billions of journeys', soundWith('load: 20/s, for: 30s', 'load: 999999999/s, for: 1h')),
  hostile(
    'billions of journeys in phases',
    soundWith('load: 20/s, for: 30s', 'load: [{ to: 999999999/s, over: 20d }]'),
  ),
  hostile('a load for a thousand years', soundWith('for: 30s, faults', 'for: 365000d, faults')),
  hostile(
    'an expression that never ends, which is not evaluated',
    soundWith(
      'calls: crm.readCustomer',
      'calls: crm.readCustomer\n        maps: ($f := function($x) { $f($x) }; $f(1))',
    ),
  ),
  hostile(
    'an expression of parentheses without an end',
    soundWith('calls: crm.readCustomer', `calls: crm.readCustomer\n        maps: ${'('.repeat(20_000)}`),
  ),
  hostile('a sound blueprint', SOUND),
];
