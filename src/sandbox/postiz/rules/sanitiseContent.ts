import { escapeAttribute, escapeText, type Token, tokenise } from './markup.ts'

const keptTags = new Set('p br strong u a ul li h1 h2 h3 span'.split(' '))
const keptAttributes = new Set(['href', 'target', 'rel', 'class'])
const blocks = new Set(['p', 'ul', 'h1', 'h2', 'h3'])
const silenced = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'textarea', 'title'])

/**
 * What Postiz keeps of a post's content: the tags and attributes it knows, everything else
 * unwrapped, and all text as HTML. So plain text is changed, too: `Tom & Jerry` becomes
 * `Tom &amp; Jerry`, and `a<b then c>d` becomes `ad`.
 */
export function sanitiseContent(content: string): string {
  const open: string[] = []
  let silent: string | null = null
  let html = ''

  const closeUpTo = (tag: string) => {
    while (open.length) {
      const last = open.pop()!
      html += `</${last}>`
      if (last === tag) return
    }
  }
  const write = (token: Token) => {
    if (token.kind === 'text') {
      html += escapeText(token.text)
    } else if (token.kind === 'open') {
      if (!keptTags.has(token.tag)) return
      if (blocks.has(token.tag) && open.includes('p')) closeUpTo('p')
      if (token.tag === 'li' && open.at(-1) === 'li') closeUpTo('li')
      html += `<${token.tag}${attributesOf(token.attributes)}>`
      if (token.tag !== 'br') open.push(token.tag)
    } else if (open.includes(token.tag)) {
      closeUpTo(token.tag)
    } else if (token.tag === 'p') {
      html += '<p></p>'
    } else if (token.tag === 'br') {
      html += '<br>'
    }
  }

  for (const token of tokenise(content)) {
    if (silent) {
      if (token.kind === 'close' && token.tag === silent) silent = null
    } else if (token.kind === 'open' && silenced.has(token.tag)) {
      silent = token.tag
    } else {
      write(token)
    }
  }
  while (open.length) html += `</${open.pop()}>`
  return html
}

function attributesOf(attributes: [string, string][]): string {
  return attributes
    .filter(([name]) => keptAttributes.has(name) || name.startsWith('data-mention-'))
    .filter(([name, value]) => name !== 'href' || !/^\s*(?:javascript|data|vbscript):/i.test(value))
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('')
}
