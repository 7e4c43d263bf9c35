/**
 * What JSON may hold as it is and a terminal or a build server would act on: control and format characters, and the `##[`
 * of workflow commands, which are taken from the middle of a line too. All of it can only stand in strings.
 */
const ACTED_ON = /[\u007f-\u009f\u2028\u2029]|\p{Cf}|(?<=##\w*)\[/gu;

/** Returns a value as indented JSON that ends with a line break and is inert wherever it is printed. */
export function printJson(value: unknown): string {
  const escaped = JSON.stringify(value, null, 2).replace(ACTED_ON, escapeUnits);
  return `${escaped}\n`;
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
