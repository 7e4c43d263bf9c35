import { describe, expect, it } from 'vitest';
import {
  readAppKind,
  readBackends,
  readLabel,
  readLoad,
  readName,
  readServices,
} from '../../src/init/read-answers.ts';

describe('readAppKind', () => {
  it('knows a kind by its id, and proposes the one that may be meant', () => {
    expect(readAppKind('field-service')).toMatchObject({ value: { id: 'field-service' } });
    expect(readAppKind('retial')).toEqual({
      problem: '"retial" is no kind of application: did you mean "retail"?',
    });
  });
});

describe('readName', () => {
  it.each(['shop', 'a', 'shop-2', `a${'b'.repeat(62)}`])('takes %s', (name) => {
    expect(readName(name)).toEqual({ value: name });
  });

  it.each(['', 'Shop', '2shop', 'shop-', 'shop.app', `a${'b'.repeat(63)}`])('refuses "%s"', (name) => {
    expect(readName(name)).toHaveProperty('problem');
  });
});

describe('readLabel', () => {
  it('takes a text on one line', () => {
    expect(readLabel(' Team\n  Shop ')).toEqual({ value: 'Team Shop' });
    expect(readLabel(' \n')).toEqual({ problem: 'it is empty' });
    expect(readLabel('x'.repeat(121))).toHaveProperty('problem');
  });
});

describe('readBackends', () => {
  it('reads names with protocols, apart by commas or spaces', () => {
    expect(readBackends('crm:rest, erp:soap  pim:rest')).toEqual({
      value: [
        { name: 'crm', protocol: 'rest' },
        { name: 'erp', protocol: 'soap' },
        { name: 'pim', protocol: 'rest' },
      ],
    });
    expect(readBackends(' ')).toEqual({ value: [] });
  });

  it.each([
    ['crm', '"crm" is no backend system with its protocol'],
    ['crm:grpc', '"crm:grpc" is no backend system'],
    ['crm:rest:x', '"crm:rest:x" is no backend system'],
    ['Crm:rest', '"Crm" is no name'],
    [`${'c'.repeat(41)}:rest`, 'has more than 40 characters'],
    ['con:rest', '"con" is the name of a device'],
    ['crm:rest crm:soap', 'the backend system "crm" is named twice'],
    [Array.from({ length: 13 }, (_, at) => `b${at}:rest`).join(' '), '13 backend systems are too many'],
  ])('refuses "%s"', (text, problem) => {
    expect(readBackends(text)).toEqual({ problem: expect.stringContaining(problem) });
  });
});

describe('readServices', () => {
  it('reads mobile services in the order of the catalogue, and none', () => {
    expect(readServices('sync,push')).toEqual({ value: ['push', 'sync'] });
    expect(readServices('none')).toEqual({ value: [] });
    expect(readServices('pusch')).toEqual({
      problem: '"pusch" is no mobile service: did you mean "push"?',
    });
  });
});

describe('readLoad', () => {
  it.each([
    ['20/s', { per: 'second', journeys: 20 }],
    ['600/m', { per: 'second', journeys: 10 }],
    ['1800/h', { per: 'second', journeys: 0.5 }],
    ['50000/day', { per: 'day', users: 50_000 }],
    ['50_000 users/day', { per: 'day', users: 50_000 }],
    ['7/d', { per: 'day', users: 7 }],
  ])('reads %s', (text, value) => {
    expect(readLoad(text)).toEqual({ value });
  });

  it.each(['', '20', '0/s', '-1/s', '200000/s', '0/day', '9999999999/day', 'many'])(
    'refuses "%s"',
    (text) => {
      expect(readLoad(text)).toHaveProperty('problem');
    },
  );
});
