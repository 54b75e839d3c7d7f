import type { NumberFieldSingleValidation } from 'payload'

/** A whole number between the `min` and `max` of its field, both included, or nothing. */
export const wholeNumber: NumberFieldSingleValidation = (value, { min = 1, max = 10_000 }) =>
  value === undefined ||
  value === null ||
  (Number.isInteger(value) && value >= min && value <= max) ||
  `Give a whole number from ${min} to ${max.toLocaleString('en-GB')}, or leave it empty.`
