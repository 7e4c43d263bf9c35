import { describe, expect, it } from 'vitest';
import { findKind, KINDS } from '../../src/kinds/index.ts';

describe('kinds', () => {
  it('are the five of the mobile platform', () => {
    expect(KINDS.map((kind) => kind.id)).toEqual(['push', 'sync', 'metrics', 'security', 'identity']);
    expect(findKind('sync')?.title).toBe('Data synchronisation');
    expect(findKind('cache')).toBeNull();
  });

  it('have operations with unique names, methods and paths', () => {
    for (const { operations } of KINDS) {
      expect(new Set(operations.map((one) => one.name)).size).toBe(operations.length);
      expect(new Set(operations.map((one) => `${one.method} ${one.path}`)).size).toBe(operations.length);
    }
  });

  it('have steps that call operations for devices, each by a key of its own', () => {
    const steps = KINDS.flatMap((kind) => (kind.step === null ? [] : [{ kind, step: kind.step }]));
    expect(new Set(steps.map(({ step }) => step.key)).size).toBe(steps.length);
    for (const { kind, step } of steps) {
      for (const name of step.operations) {
        expect(kind.operations.find((one) => one.name === name)?.audience).toBe('device');
      }
    }
  });

  it('let only an identity service be called without a token', () => {
    const open = KINDS.filter((kind) => kind.operations.some((one) => one.public));
    expect(open.map((kind) => kind.id)).toEqual(['identity']);
  });
});
