import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
}

const units: Record<string, string> = { string: 'characters', array: 'entries' }

const list = (values: readonly unknown[]) => values.map(String).join(', ')

const limit = (issue: Issue & { code: 'too_small' | 'too_big' }): string => {
  const [word, bound] =
    issue.code === 'too_small' ? ['least', issue.minimum] : ['most', issue.maximum]
  const unit = units[issue.origin]
  const isExcluded = issue.inclusive === false
  return unit
    ? `Give at ${word} ${bound} ${unit}.`
    : `Give a number that is ${isExcluded ? (word === 'least' ? 'above' : 'below') : `at ${word}`} ${bound}.`
}

/**
 * Says to a person what to give in the place of a value that does not fit. For the schemas that have no words of
 * their own: those go first.
 */
export const explainIssue = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `It is missing; give ${kinds[issue.expected] ?? issue.expected}.`
        : `Give ${kinds[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return `Choose one of these: ${list(issue.values)}.`
    case 'too_small':
    case 'too_big':
      return limit(issue)
    case 'unrecognized_keys':
      return `Leave out ${list(issue.keys.map((key) => `"${key.slice(0, 64)}"`))}; there is no such field.`
    case 'invalid_format':
      return issue.format === 'url'
        ? 'Give a whole address, with https://.'
        : 'Give it in its right form.'
    default:
      return 'Give it in the form that the reference describes.'
  }
}
