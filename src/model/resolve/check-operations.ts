import { shapeOfPath } from '../http-path.ts';
import type { Http } from '../model.ts';
import type { Declared } from './declared-names.ts';
import { isDeviceName } from './device-names.ts';
import { type Place, type Resolution, reportAt } from './resolution.ts';

interface Operation extends Place {
  readonly name: string;
  readonly http: Http;
}

/** Reports operations of one service that answer the same requests, and paths that name a parameter twice. */
export function checkOperations(
  work: Resolution,
  declared: Declared,
  operations: readonly Operation[],
): void {
  const first = new Map<string, Operation>();
  for (const operation of operations) {
    const { method, path, parameters } = operation.http;
    if (isDeviceName(operation.name)) {
      reportAt(work, operation, {
        rule: 'name',
        message: `operation "${operation.name}" has the name of a device on Windows, where its file could not be written`,
        hint: 'choose another name',
      });
    }
    const seen = new Set<string>();
    const twice = parameters.find((name) => seen.size === seen.add(name).size);
    if (twice !== undefined) {
      reportAt(work, operation, {
        rule: 'name',
        message: `path "${path}" names the parameter "${twice}" twice`,
      });
    }
    const key = `${method} ${shapeOfPath(path)}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, operation);
      continue;
    }
    reportAt(work, operation, {
      rule: 'duplicate-operation',
      message: `operations "${other.name}" and "${operation.name}" of ${declared.noun} "${declared.name}" both answer ${key}`,
      hint: 'give one of them another path',
      related: [{ message: `"${other.name}" is declared here`, span: other.span }],
    });
  }
}
