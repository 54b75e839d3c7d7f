/** An address, or a Markdown link or autolink around one. What stands in it is never read as emphasis. */
export const linkOrAddress =
  /(?<!!)\[([^[\]\n]+)\]\((https?:\/\/[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)\)|<(https?:\/\/[^\s<>]+)>|https?:\/\/[^\s<>]*[^\s<>*]/gi

const before = String.raw`(?<=(?:^|[\s\x01("'“‘«„¿¡[{—–])[*_]*)`
const after = String.raw`(?=[*_]*(?:$|[\s\x02.,;:!?)"'”’“»\]}…—–،؟。，！？、」』）]))`

/**
 * Emphasis as CommonMark has it, only stricter: the marks must stand at the edges of words, so that
 * `5 * 3 * 2`, `snake__case__x`, `@_jane_`, `per night*` and `¯\_(ツ)_/¯` stay as they are.
 */
const emphasis = new RegExp(
  String.raw`(?=(\*\*|__|\*|_)(?![\s*_]))${before}\1((?:(?!\1)[^\n])*?(?!\1)[^\s*_])\1${after}`,
  'gmu',
)

/** Bold within italic within bold is as deep as anybody nests. */
const deepest = 3

/** Stand around what is bold, where a platform has that; no text keeps them. */
export const boldMarks = { open: '\u0001', close: '\u0002' } as const

type Emphasise = (inner: string, isStrong: boolean) => string

const readEmphasis = (text: string, emphasise: Emphasise, depth = 1): string => {
  const once = text.replace(emphasis, (_, mark: string, inner: string) =>
    emphasise(inner, mark.length === 2),
  )
  return once === text || depth === deepest ? once : readEmphasis(once, emphasise, depth + 1)
}

/** Stands for an address while emphasis is looked for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: chosen because no text keeps it
const placeholder = /\u0000(\d+)\u0000/g

/** What stands for something here, and so must not stand in the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: chosen because no text keeps them
const marks = /[\u0000-\u0002]/g

type Form = {
  /** A link with its words, or a bare address without; what is given to `hide` is not read any further. */
  link: (link: { label?: string; target: string; hide: (text: string) => string }) => string
  /** All the text that is not hidden, before emphasis is looked for. @default as it is */
  words?: (text: string) => string
  emphasise: Emphasise
}

/** Gives Markdown another form: its links and its emphasis; everything else stays to the letter. */
export const formMarkdown = (
  markdown: string,
  { link, words = (text) => text, emphasise }: Form,
): string => {
  const kept: string[] = []
  const hide = (text: string) => `\u0000${kept.push(text) - 1}\u0000`
  const hidden = markdown
    .replace(marks, '')
    .replace(linkOrAddress, (whole, label?: string, target?: string, bare?: string) =>
      link(
        label !== undefined && target !== undefined
          ? { label, target, hide }
          : { target: bare ?? whole, hide },
      ),
    )
  return readEmphasis(words(hidden), emphasise).replace(
    placeholder,
    (_, index) => kept[Number(index)] ?? '',
  )
}

/**
 * Markdown as plain text: a link becomes its words and its bare address, emphasis loses its marks, and everything else
 * (lists, hashtags, arithmetic, addresses) stays to the letter. With `hasBold`, what is bold stands between `boldMarks`.
 */
export const readMarkdown = (
  markdown: string,
  { hasBold = false }: { hasBold?: boolean } = {},
): string =>
  formMarkdown(markdown, {
    link: ({ label, target, hide }) =>
      label === undefined || label.trim() === target ? hide(target) : `${label} ${hide(target)}`,
    emphasise: (inner, isStrong) =>
      hasBold && isStrong ? `${boldMarks.open}${inner}${boldMarks.close}` : inner,
  })
