/**
 * For a regular expression: a phone as it stands in a caption. International with +, local with its leading zero, East and
 * West African without either, or half hidden as "07xx xxx xxx". Sizes (25 x 30) and ranges (25000-30000) do not look like it.
 */
export const PHONE_IN_TEXT = String.raw`(?<![\d,.])(?:\+\d(?:[ -]?\d){8,13}|00?\d(?:[ -]?\d){8,12}|(?:25[0-9]|23[34])(?:[ -]?\d){9}|0[17][\dx]{2}(?:[ -]?[\dx]{3}){2})(?![\dx,]\d|\d)`;
