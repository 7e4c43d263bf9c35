/** The runtime of stand-in backends: plain TypeScript, yours to read and to change. */
export { type Behaviour, createLoad, type Load, type Outcome } from './behaviour.ts';
export { apnsContract, fcmContract } from './provider-contracts.ts';
export { createSampler, type Sampler } from './sampler.ts';
export { createStandIn, type StandInOptions } from './stand-in.ts';
export type {
  Schema,
  StandInContract,
  StandInOperation,
  StandInParameter,
  StandInResponse,
  StandInSoap,
  StandInSoapOperation,
} from './stand-in-contract.ts';
