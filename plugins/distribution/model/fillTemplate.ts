/** What may stand in braces in a template, and what it stands for. */
export const placeholders = {
  platform: 'the platform',
  channel: 'the name of the channel',
  post: 'the title of the post',
} as const

export type Placeholder = keyof typeof placeholders

const maxSlug = 80

/** A name as it stands in an address: letters and digits of any script in lower case, and hyphens between them. */
export const toSlug = (name: string): string =>
  [
    ...name
      .normalize('NFKC')
      .toLowerCase()
      .matchAll(/[\p{L}\p{N}\p{M}]+/gu),
  ]
    .map(([word]) => word)
    .join('-')
    .slice(0, maxSlug)
    .toWellFormed()
    .replace(/[-\ufffd]+$/, '')

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

/** The template with the names in the place of the placeholders, each as `toSlug` writes it. */
export const fillTemplate = (template: string, names: Record<Placeholder, string>): string =>
  template.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? toSlug(names[name]) : whole,
  )

/** What is wrong with a template, in a sentence; undefined where it can be filled. */
export const judgeTemplate = (template: string): string | undefined => {
  const left = template.replace(/\{([^{}]*)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? '' : whole,
  )
  const known = Object.keys(placeholders)
    .map((name) => `{${name}}`)
    .join(', ')
  const [unknown] = /\{[^{}]*\}/.exec(left) ?? []
  if (unknown) return `There is no ${unknown} to be filled in. Use ${known}, or plain words.`
  if (/[{}]/.test(left)) return `A brace stands alone. Write one of ${known}, or leave it out.`
  return undefined
}
