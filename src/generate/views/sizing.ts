import { rememberedFor } from '../../model/memo.ts';
import type { Element, Model } from '../../model/model.ts';
import { offeredRateOf } from './offered-rates.ts';

/** What one copy of a workload asks for, and how many copies there are. docs/kubernetes.md has the formula. */
export interface SizingView {
  /** Kubernetes quantities. */
  readonly cpu: string;
  readonly cpuLimit: string;
  /** In MiB, asked for and limit alike: what a pod has above what it asked for is taken from it first when a node runs short. */
  readonly memoryMebibytes: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Of the processor time that it asks for: what the autoscaler aims at. */
  readonly targetPercent: number;
  /** Requests per second at the highest peak of all scenarios, rounded up to one decimal. */
  readonly peakPerSecond: number;
}

/**
 * Processor time of one request in milliseconds, by tier: as measured while the reference blueprint was simulated with a process for each
 * service (gateway 0.5, frontends 0.9 to 1.7, integrations 0.7 to 1.2, mobile services 0.5 to 1.2, stand-ins 0.5 to 1), rounded up.
 */
const CPU_MS: Readonly<Record<Exclude<Element['tier'], 'devices'>, number>> = {
  gateway: 1,
  frontends: 2,
  integrations: 2,
  mobileServices: 2,
  backends: 1,
  providers: 1,
};

/** Share of what it asked for that a copy is to use: the autoscaler's target. */
const TARGET_SHARE = 0.7;
/** One copy can be lost, and one be rolled, and there still is one. */
const LEAST_COPIES = 3;
const CPU_STEP = 50;
const LEAST_CPU = 100;
/** Beyond that, more copies are better than larger ones: a Node.js process has one thread for its work. */
const MOST_CPU_OF_MANY = 500;
const MOST_CPU = 1000;
/** Room for the declared load to be wrong, for failures that are repeated, and for copies that are gone. */
const RESERVE = 2;

/** What a service takes before its first request, with room for the garbage of a busy one. */
const BASE_MEBIBYTES = 256;
const KIBIBYTES_PER_REQUEST = 64;
const MEMORY_STEP = 32;

/** Returns the size of an element's workload; one that is not scalable has one copy, and more processor instead. */
export function sizingOf(
  model: Model,
  element: Exclude<Element, { readonly tier: 'devices' }>,
  isScalable: boolean,
): SizingView {
  const { peakPerSecond, meanPerSecond } = offeredRateOf(model, element);
  const cost = CPU_MS[element.tier];
  const spread = isScalable ? LEAST_COPIES : 1;
  const most = isScalable ? MOST_CPU_OF_MANY : MOST_CPU;
  const wanted = (peakPerSecond * cost) / (TARGET_SHARE * spread);
  const cpu = Math.min(most, Math.max(LEAST_CPU, roundUp(wanted, CPU_STEP)));
  const copiesFor = (perSecond: number) => Math.ceil((perSecond * cost) / (TARGET_SHARE * cpu));
  const minReplicas = isScalable ? Math.max(LEAST_COPIES, copiesFor(meanPerSecond)) : 1;
  const maxReplicas = isScalable ? Math.max(RESERVE * minReplicas, copiesFor(RESERVE * peakPerSecond)) : 1;
  const inFlight = (peakPerSecond / minReplicas) * (longestDeadlineMs(model) / 1000);
  const memory = BASE_MEBIBYTES + (inFlight * KIBIBYTES_PER_REQUEST) / 1024;
  return {
    cpu: cpuQuantity(cpu),
    cpuLimit: cpuQuantity(MOST_CPU),
    memoryMebibytes: roundUp(memory, MEMORY_STEP),
    minReplicas,
    maxReplicas,
    targetPercent: Math.round(TARGET_SHARE * 100),
    peakPerSecond: Math.ceil(peakPerSecond * 10) / 10,
  };
}

/** Seconds for which a pod that is to end still answers, until no node of the cluster sends it anything new. */
export const DRAIN_SECONDS = 5;
/** The exporter of spans gives up after 10 s, and the process has to end after that. */
const CLOSING_SECONDS = 15;
const LEAST_GRACE_SECONDS = 30;

/**
 * Returns how many seconds a pod has from being told to end until it is killed: those in which it is drained, the longest deadline of a
 * request (it travels, so that nothing behind a gateway is longer under way), and those that closing takes.
 */
export function graceSecondsOf(model: Model): number {
  const answering = Math.ceil(longestDeadlineMs(model) / 1000);
  return Math.max(LEAST_GRACE_SECONDS, DRAIN_SECONDS + answering + CLOSING_SECONDS);
}

const longestDeadlineMs = rememberedFor(({ gateways, frontends }: Model): number => {
  const operations = frontends.flatMap((frontend) => frontend.operations);
  return [...gateways, ...operations].reduce((most, { deadlineMs }) => Math.max(most, deadlineMs), 0);
});

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function cpuQuantity(millicores: number): string {
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}
