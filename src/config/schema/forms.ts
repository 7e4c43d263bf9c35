/** Ids of rules: words of lower-case letters and digits, joined by hyphens. */
export const RULE_ID = '^(?=.{1,63}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$';
