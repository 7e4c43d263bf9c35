/** A network between a phone and the gateway. */
export interface NetworkPreset {
  readonly name: string;
  readonly roundTripMs: number;
  readonly downKbitPerSecond: number;
  readonly upKbitPerSecond: number;
  /** 0 to 1. */
  readonly loss: number;
  /** Where the figures come from; `assumption` where no published source gives them. */
  readonly source: string;
}

const ATC = 'facebookarchive/augmented-traffic-control, utils/profiles';
const WEBPAGETEST = 'WPO-Foundation/webpagetest, connectivity.ini.sample';
const LIGHTHOUSE = 'GoogleChrome/lighthouse, docs/throttling.md';

/** Networks that every blueprint may name, from slow to quick. */
export const NETWORK_PRESETS: readonly NetworkPreset[] = [
  preset('2g-rural', [1300, 20, 18, 0.02], ATC),
  preset('2g-urban', [1300, 35, 32, 0], ATC),
  preset('edge-lossy', [840, 240, 200, 0.01], ATC),
  preset('3g-slow', [400, 400, 400, 0], WEBPAGETEST),
  preset('3g-regular', [300, 700, 700, 0], LIGHTHOUSE),
  preset('3g', [300, 1600, 768, 0], WEBPAGETEST),
  preset('3g-average', [200, 780, 330, 0], ATC),
  preset('slow-4g', [150, 1638, 750, 0], LIGHTHOUSE),
  preset('4g', [170, 9000, 9000, 0], WEBPAGETEST),
  preset('lte', [70, 12_000, 12_000, 0], WEBPAGETEST),
  preset('cable', [28, 5000, 1000, 0], WEBPAGETEST),
  preset('5g', [40, 100_000, 20_000, 0], 'assumption'),
  preset('wifi', [20, 50_000, 20_000, 0], 'assumption'),
];

/** Figures: round trip in ms, down and up in kbit/s, loss 0 to 1. */
function preset(
  name: string,
  figures: readonly [number, number, number, number],
  source: string,
): NetworkPreset {
  const [roundTripMs, downKbitPerSecond, upKbitPerSecond, loss] = figures;
  return { name, roundTripMs, downKbitPerSecond, upKbitPerSecond, loss, source };
}
