import pluralize from 'pluralize'

const title = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const tokens = ['Singular', 'Plural', 'singular', 'plural', 'name'] as const

/** True for a template that a board can be named by; else the sentence that says what is wrong with it. */
export const checkBoardTemplate = (value: unknown): true | string => {
  if (typeof value !== 'string' || value.trim() === '') return 'Say how boards are named.'
  const unknown = [...value.matchAll(/\{([^{}]*)\}/g)].find(
    ([, token]) => !(tokens as readonly (string | undefined)[]).includes(token),
  )
  if (unknown)
    return `There is no ${unknown[0]}. Use {Singular}, {Plural}, {singular}, {plural} or {name}.`
  if (/[{}]/.test(value.replaceAll(/\{[^{}]*\}/g, ''))) return 'A brace stands alone.'
  return /\{/.test(value)
    ? true
    : 'Name the series in it, such as {Singular}: else all boards have one name.'
}

/** What the board of a series is called: `polar-bears` with `{Singular} Coloring Pages` is "Polar Bear Coloring Pages". */
export const nameBoard = (args: {
  slug: string
  template: string
  /** A name of its own. */
  exception: string | null
}): string => {
  const { slug, template, exception } = args
  if (exception?.trim()) return exception.trim()
  const words = slug.split('-')
  const last = words.at(-1) ?? ''
  const inForm = (form: string) => [...words.slice(0, -1), form]
  const forms = {
    singular: inForm(pluralize.singular(last)),
    plural: inForm(pluralize.plural(last)),
    name: words,
  }
  const values: Record<(typeof tokens)[number], string> = {
    Singular: forms.singular.map(title).join(' '),
    Plural: forms.plural.map(title).join(' '),
    singular: forms.singular.join(' '),
    plural: forms.plural.join(' '),
    name: forms.name.map(title).join(' '),
  }
  return template.replaceAll(/\{(\w+)\}/g, (whole, token: string) =>
    Object.hasOwn(values, token) ? values[token as keyof typeof values] : whole,
  )
}
