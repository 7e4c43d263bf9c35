import { closed, filledListOf, oneOfTexts, type Schema, text } from './parts.ts';

/** What a JSON Patch can do (RFC 6902, section 4). */
export const PATCH_OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;

/** Returns the schema of changes to generated manifests. */
export function patchesSchema(): Schema {
  const patch = closed(
    {
      target: closed(
        {
          file: text({
            description: 'Path in the generated folder.',
            examples: ['deploy/compose.yaml'],
          }),
          kind: text({ description: 'Kind of a Kubernetes object.', examples: ['Deployment'] }),
          name: text({
            description: "The object's name. Without it, all of the kind.",
            examples: ['storefront'],
          }),
        },
        {
          description: 'What is changed: a file, or Kubernetes objects, wherever they stand.',
          examples: [{ kind: 'Deployment', name: 'storefront' }],
        },
      ),
      json: filledListOf(operationSchema(), {
        description: 'Changes one after the other, as RFC 6902 (JSON Patch) has them.',
        examples: [[{ op: 'add', path: '/spec/minReadySeconds', value: 5 }]],
      }),
      merge: {
        description:
          'What is laid over the target: maps key by key, lists of Kubernetes objects by their merge key, null takes a key away.',
        examples: [{ spec: { replicas: 3 } }],
      },
      because: text({ description: 'Why, for whoever reads it later.', examples: ['needs more memory'] }),
    },
    { description: 'One change, by `json` or by `merge`.', required: ['target'] },
  );
  return filledListOf(
    { ...patch, oneOf: [{ required: ['json'] }, { required: ['merge'] }] },
    {
      description:
        'Changes to generated manifests (YAML or JSON files of any pack) that are made at every generation.',
      examples: [
        [{ target: { kind: 'Deployment', name: 'storefront' }, merge: { spec: { minReadySeconds: 5 } } }],
      ],
    },
  );
}

function operationSchema(): Schema {
  return closed(
    {
      op: oneOfTexts(PATCH_OPERATIONS, { description: 'What is done.' }),
      path: text({
        description: 'Where, as a JSON Pointer (RFC 6901): `/`, and `~1` for a slash in a key.',
        examples: ['/spec/template/spec/priorityClassName'],
      }),
      from: text({ description: 'Where it is moved or copied from.', examples: ['/metadata/labels/owner'] }),
      value: { description: 'What is added, replaced with or tested against.', examples: ['critical'] },
    },
    { description: 'One operation.', required: ['op', 'path'] },
  );
}
