/**
 * Returns places near the desired ones (ascending) that are at least `spacing` apart and within `low` to `high`; where
 * there is too little room for that, they are spread evenly over it.
 */
export function spreadWithin(
  desired: readonly number[],
  range: { readonly low: number; readonly high: number },
  spacing: number,
): readonly number[] {
  const room = Math.max(0, range.high - range.low);
  const step = desired.length > 1 ? Math.min(spacing, room / (desired.length - 1)) : 0;
  const places: number[] = [];
  for (const [index, wish] of desired.entries()) {
    const least = index === 0 ? range.low : (places[index - 1] ?? range.low) + step;
    places.push(Math.max(least, Math.min(wish, range.high)));
  }
  let most = range.high;
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = Math.min(places[index] ?? most, most);
    places[index] = place;
    most = place - step;
  }
  return places;
}

/** Returns `count` places around a centre, `spacing` apart or closer where `room` is less. */
export function spreadAround(
  centre: number,
  count: number,
  limits: { room: number; spacing: number },
): readonly number[] {
  const step = count > 1 ? Math.min(limits.spacing, limits.room / (count - 1)) : 0;
  return Array.from({ length: count }, (_, index) => centre + (index - (count - 1) / 2) * step);
}
