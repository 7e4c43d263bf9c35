import { DEFAULTS } from '../defaults.ts';
import { ELEMENT_KEYS } from './element.ts';
import { ELEMENT_NAME, HTTP, OPERATION_NAME, PART_NAME, REFERENCE } from './forms.ts';
import {
  closed,
  filledMapOf,
  flag,
  listOf,
  mapOf,
  matching,
  quantity,
  type Schema,
  text,
  textOr,
} from './parts.ts';

/** Returns the schema of `frontends`: what one screen needs, gathered. */
export function frontendsSchema(): Schema {
  const operation = closed(
    {
      title: text({ description: 'Name for people. Without it, the key.', examples: ['Home screen'] }),
      http: matching(HTTP, {
        description: 'Method and path that it answers; the gateway does not change the path.',
        examples: ['GET /products/{sku}'],
      }),
      deadline: quantity('duration', {
        description: "Time within which it answers, at most the gateway's.",
        default: DEFAULTS.frontend.deadline,
        examples: ['1200ms'],
      }),
      gathers: filledMapOf(PART_NAME, gatherSchema(), {
        description: 'Parts of the answer, by their key in it. Parts without `after` start together.',
        examples: [{ customer: { from: 'crm-integration.getCustomer' } }],
      }),
    },
    { description: 'One operation.', required: ['http', 'gathers'] },
  );
  const frontend = closed(
    {
      ...ELEMENT_KEYS,
      operations: filledMapOf(OPERATION_NAME, operation, {
        description: 'What it answers, by name.',
        examples: [
          { getHome: { http: 'GET /home', gathers: { offers: { from: 'catalog-integration.listOffers' } } } },
        ],
      }),
    },
    { description: 'One frontend microservice.', required: ['operations'] },
  );
  return mapOf(ELEMENT_NAME, frontend, {
    description:
      'Frontend microservices: gather from integrations and mobile services what one screen needs.',
    examples: [{ storefront: { operations: {} } }],
  });
}

function gatherSchema(): Schema {
  const part = matching(PART_NAME, { description: 'Name of a part.', examples: ['customer'] });
  return closed(
    {
      from: matching(REFERENCE, {
        description: 'The operation that gives the part: of an integration, or of a mobile service.',
        examples: ['crm-integration.getCustomer', 'push.send'],
      }),
      optional: flag({
        description: 'Whether the answer may come without the part; it is then null and listed in `missing`.',
        default: false,
      }),
      after: textOr(
        part,
        listOf(part, { description: 'Names of parts.', examples: [['customer', 'order']] }),
        {
          description: 'Parts that must be there before this one starts: a name or a list.',
          default: [],
          examples: ['customer'],
        },
      ),
      sends: text({
        description:
          'JSONata over `{ params, query, body, caller, parts }` that gives the input of the call. Without it, input goes by name.',
        examples: ['{ "id": parts.order.customerId }'],
      }),
      timeout: quantity('duration', {
        description: 'Time that this part may take. Without it, what the deadline leaves.',
      }),
    },
    { description: 'One part.', required: ['from'] },
  );
}
