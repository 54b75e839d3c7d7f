/** One piece of HTML text as a browser would read it. */
export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'open'; tag: string; attributes: [string, string][] }
  | { kind: 'close'; tag: string }

const piece =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g
const attribute = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/** Splits HTML into tags and decoded text; comments and declarations vanish. */
export function tokenise(html: string): Token[] {
  const tokens: Token[] = []
  let from = 0
  const takeText = (to: number) => {
    if (to > from) tokens.push({ kind: 'text', text: decodeEntities(html.slice(from, to)) })
  }
  for (const match of html.matchAll(piece)) {
    takeText(match.index)
    from = match.index + match[0].length
    const tag = match[2]?.toLowerCase()
    if (!tag) continue
    if (match[1]) tokens.push({ kind: 'close', tag })
    else tokens.push({ kind: 'open', tag, attributes: attributesOf(match[3] ?? '') })
  }
  takeText(html.length)
  return tokens
}

function attributesOf(source: string): [string, string][] {
  return [...source.matchAll(attribute)].map((match) => [
    match[1]!.toLowerCase(),
    decodeEntities(match[2] ?? match[3] ?? match[4] ?? ''),
  ])
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  times: '×',
  deg: '°',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
}

/** Numeric entities and the named ones that people meet; what it does not know stays as it is. */
export function decodeEntities(text: string): string {
  return text
    .replace(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|([a-zA-Z]+));/g, (whole, dec, hex, name) => {
      if (name) return named[name] ?? whole
      const code = dec ? Number.parseInt(dec, 10) : Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
    .replace(/&(amp|lt|gt|quot)(?![a-zA-Z\d;=])/g, (_, name: string) => named[name] ?? '')
}

export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\u00a0', '&nbsp;')
}

export function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('\u00a0', '&nbsp;')
}
