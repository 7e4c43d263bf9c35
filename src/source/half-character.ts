/** True for a text with one half of a surrogate pair alone, which is no character and cannot be written as UTF-8. */
export function hasHalfCharacter(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
