import { DEFAULTS } from '../defaults.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME } from './forms.ts';
import { closed, mapOf, oneOfTexts, quantity, type Schema, text } from './parts.ts';

/** Returns the schema of `backends`: what the organisation already has. */
export function backendsSchema(): Schema {
  const backend = closed(
    {
      ...ELEMENT_KEYS,
      protocol: oneOfTexts(['rest', 'soap'], {
        description: 'How it talks. Without it, as its contract says.',
        examples: ['soap'],
      }),
      contract: text({
        description:
          "Its contract: OpenAPI 3.0 or 3.1, Swagger 2.0 or WSDL 1.1. The path starts at the blueprint's folder and stays below it.",
        examples: ['contracts/crm.openapi.yaml'],
      }),
      behaves: behavesSchema(),
    },
    { description: 'One backend system.', required: ['contract'] },
  );
  return mapOf(ELEMENT_NAME, backend, {
    description: 'Backend systems: what the organisation already has.',
    examples: [{ crm: { contract: 'contracts/crm.openapi.yaml' } }],
  });
}

function behavesSchema(): Schema {
  const { p50, p99, errors } = DEFAULTS.behaves;
  return closed(
    {
      latency: closed(
        {
          p50: quantity('duration', {
            description: 'Half of the answers come within it.',
            default: p50,
            examples: ['40ms'],
          }),
          p99: quantity('duration', {
            description: '99 of 100 answers come within it; at least `p50`. Without it, five times `p50`.',
            examples: ['300ms'],
          }),
        },
        {
          description: 'Times of its answers (log-normal).',
          default: { p50, p99 },
          examples: [{ p50: '40ms', p99: '300ms' }],
        },
      ),
      errors: quantity('share', {
        description: 'Share of requests that it answers with an error 500.',
        default: errors,
        examples: ['0.2%'],
      }),
      capacity: quantity('rate', {
        description: 'Requests that it can answer; more have to wait. Without it, there is no limit.',
        examples: ['200/s'],
      }),
    },
    {
      description: 'How its stand-in behaves.',
      examples: [{ latency: { p50: '40ms', p99: '300ms' }, errors: '0.2%', capacity: '200/s' }],
    },
  );
}
