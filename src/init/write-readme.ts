import { encodeMarkdown } from '../generate/encode/text.ts';
import { contractPath } from './contracts/open-api-contract.ts';
import type { Design } from './design/design.ts';

/** Returns the README of a new blueprint: what there is, what to run, and what to change first. */
export function writeReadme({ answers, systems }: Design): string {
  return `# ${encodeMarkdown(answers.title)}

${answers.kind.description} An architecture blueprint that can be run, for Lintel.

\`\`\`
lintel validate
lintel simulate --report report
lintel simulate --scenario backend-outage
lintel generate -o ../${answers.name}-system
\`\`\`

| file | what it is |
| --- | --- |
| \`blueprint.yaml\` | the architecture, tier by tier |
${systems.map((system) => `| \`${contractPath(system)}\` | the contract of ${encodeMarkdown(system.title)} (${system.protocol === 'soap' ? 'WSDL' : 'OpenAPI'}) |`).join('\n')}
| \`lintel.schema.json\` | by which an editor completes and explains the blueprint |

## To make it yours

1. Replace a contract in \`contracts/\` by the real one, then let \`calls\`, \`sends\` and \`maps\` of its integration follow.
   \`lintel import openapi\` proposes backends and integrations from real OpenAPI documents.
2. Put in how your backend systems behave: latency, errors, capacity.
3. Write the journeys of your people, and for each an objective.
4. Run \`backend-outage\` and see what is left of each screen; decide what may be missing.
`;
}
