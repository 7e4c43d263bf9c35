import { blueprintSchema } from '../blueprint/schema/index.ts';
import type { Answers } from './answers.ts';
import { writeBlueprint } from './blueprint/write-blueprint.ts';
import { contractPath, openApiContract } from './contracts/open-api-contract.ts';
import { wsdlContract } from './contracts/wsdl-contract.ts';
import { designBlueprint } from './design/design-blueprint.ts';
import { writeReadme } from './write-readme.ts';

/** A file to be made, its path relative to the folder of the blueprint, forward slashes. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
}

/**
 * Returns the files of a blueprint from nothing: the blueprint, the contracts of its backend systems, the schema for
 * editors and a README; the blueprint first, contracts in the order of the backends. The same answers give the same files.
 * Throws a UserError `usage` where a backend system has a name that something else has already.
 */
export function planProject(answers: Answers): readonly NewFile[] {
  const design = designBlueprint(answers);
  const contracts = design.systems.map((system) => ({
    path: contractPath(system),
    content: system.protocol === 'soap' ? wsdlContract(system) : openApiContract(system),
  }));
  return [
    { path: 'blueprint.yaml', content: writeBlueprint(design) },
    ...contracts,
    { path: 'lintel.schema.json', content: `${JSON.stringify(blueprintSchema(), null, 2)}\n` },
    { path: 'README.md', content: writeReadme(design) },
  ];
}
