/** One sign of a template. `from` and `to` are offsets in UTF-16 units. */
export type Token = { from: number; to: number } & (
  | { kind: 'words'; text: string }
  | { kind: 'open' | 'bar' | 'close' | 'unended' }
  | { kind: 'variable'; name: string; fallback?: string }
)

/** Up to the next sign that means something; a backslash that escapes nothing is one. */
const words = /(?:[^\\{}|]|\\[\\{}|]?)+/y

const scope = '(?:channel|client|post|label|tags)'

/** A name after one of our scopes, and with it what stands there where it is empty. */
const variable = new RegExp(
  String.raw`\{\{[ \t]*(${scope}\.[\p{L}\p{N}_.-]+)[ \t]*(?:\|((?:[^\\{}|]|\\[\\{}|]|\\(?![\\{}|]))*))?\}\}`,
  'yu',
)

/** Any name alone: the braces of alternatives never stand so. */
const anyName = /\{\{[ \t]*([\p{L}_][\p{L}\p{N}_.-]*)[ \t]*\}\}/uy

const begunVariable = new RegExp(String.raw`\{\{[ \t]*${scope}\.`, 'y')

const matchAt = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(source)
}

const unescapeTemplate = (text: string): string => text.replace(/\\([\\{}|])/g, '$1')

const readBrace = (source: string, from: number): Token => {
  const found = matchAt(variable, source, from) ?? matchAt(anyName, source, from)
  if (found) {
    const [whole, name = '', fallback] = found
    return {
      ...{ kind: 'variable', name, from, to: from + whole.length },
      ...(fallback === undefined ? {} : { fallback: unescapeTemplate(fallback) }),
    }
  }
  const kind = matchAt(begunVariable, source, from) ? 'unended' : 'open'
  return { kind, from, to: from + 1 }
}

/** The signs of a template, in their order. */
export function* readTokens(source: string): Generator<Token> {
  let from = 0
  while (from < source.length) {
    const sign = source[from]
    const token: Token =
      sign === '{'
        ? readBrace(source, from)
        : sign === '}' || sign === '|'
          ? { kind: sign === '}' ? 'close' : 'bar', from, to: from + 1 }
          : readWords(source, from)
    yield token
    from = token.to
  }
}

const readWords = (source: string, from: number): Token => {
  const [text = ''] = matchAt(words, source, from) ?? []
  return { kind: 'words', text: unescapeTemplate(text), from, to: from + text.length }
}
