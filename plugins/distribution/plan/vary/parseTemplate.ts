import { readTokens, type Token } from './readTokens.ts'
import {
  type Piece,
  type Position,
  type Template,
  type TemplateFault,
  templateLimits,
} from './template.ts'
import { isVariable, variables } from './variables.ts'

export type Parsed = { template: Template } | { faults: TemplateFault[] }

/** What is open at a place: where it was opened, the alternatives that are complete, and the one that is being read. */
type Frame = {
  from: number
  branches: { pieces: Piece[]; source: string }[]
  pieces: Piece[]
  /** Where the alternative begins that is being read. */
  begun: number
}

const known = Object.keys(variables).map((name) => `{{${name}}}`)

type Named = Extract<Token, { kind: 'variable' }>

const judgeName = (
  { name, fallback }: Named,
  pools: readonly string[],
): Omit<TemplateFault, 'at'> | undefined => {
  const [scope, ...rest] = name.split('.')
  const pool = rest.join('.')
  if (scope === 'tags' && !pools.includes(pool)) {
    const there = pools.length === 0 ? 'none is given' : `there are ${pools.join(', ')}`
    return {
      code: 'TEMPLATE_POOL_UNKNOWN',
      message: `There are no hashtags called "${pool}": ${there}. Give them in "pools", or take this out.`,
    }
  }
  if (scope === 'tags' && fallback !== undefined) {
    return {
      code: 'TEMPLATE_VARIABLE_UNENDED',
      message: `Nothing stands in the place of hashtags. Write {{${name}}}.`,
    }
  }
  if (scope === 'tags' || isVariable(name)) return undefined
  return {
    code: 'TEMPLATE_VARIABLE_UNKNOWN',
    message: `There is no {{${name}}}. Use ${known.join(', ')}, or {{label.…}} with the key of a label.`,
  }
}

/** The place of each offset, found without walking through the text again. */
const openPositions = (source: string): ((offset: number) => Position) => {
  const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
  }
}

const toPiece = (token: Named, at: Position): Piece => {
  const { name, fallback } = token
  if (name.startsWith('tags.')) return { kind: 'tags', at, pool: name.slice('tags.'.length) }
  return { kind: 'variable', at, name, ...(fallback === undefined ? {} : { fallback }) }
}

const tooLong = (source: string): TemplateFault => ({
  code: 'TEMPLATE_TOO_LONG',
  message: `This text has ${source.length.toLocaleString('en-GB')} characters; ${templateLimits.length.toLocaleString('en-GB')} are possible. Shorten it.`,
  at: { line: 1, column: 1 },
})

/**
 * Reads a text as a template: `{a|b}` are alternatives, also within alternatives and empty ones; `{{channel.name}}` is a
 * variable of the account, `{{label.city|your town}}` one with what stands there where the account has none;
 * `{{tags.summer}}` are hashtags of a pool. `\{`, `\}`, `\|` and `\\` stand for the sign itself, and outside of braces `|`
 * does too. Everything else is as it is written.
 *
 * Takes time that grows with its length alone; what is too long, too deep or has too many pieces is refused before.
 *
 * @returns the first fault of its braces, or all names that are not known, each with its place
 */
export const parseTemplate = (
  source: string,
  { pools = [] }: { pools?: readonly string[] } = {},
): Parsed => {
  if (source.length > templateLimits.length) return { faults: [tooLong(source)] }
  const positionOf = openPositions(source)
  const faults: TemplateFault[] = []
  const stack: Frame[] = []
  const root: Frame = { from: 0, branches: [], pieces: [], begun: 0 }
  let size = 0
  const stop = (offset: number, code: TemplateFault['code'], message: string): Parsed => ({
    faults: [{ code, message, at: positionOf(offset) }],
  })
  for (const token of readTokens(source)) {
    const frame = stack.at(-1) ?? root
    size += 1
    if (size > templateLimits.size) {
      const most = templateLimits.size.toLocaleString('en-GB')
      return stop(
        token.from,
        'TEMPLATE_TOO_LARGE',
        `This text has more than ${most} alternatives and pieces. Use fewer.`,
      )
    }
    switch (token.kind) {
      case 'words':
        frame.pieces.push({ kind: 'words', text: token.text })
        break
      case 'variable': {
        const at = positionOf(token.from)
        const fault = judgeName(token, pools)
        if (fault) faults.push({ ...fault, at })
        else frame.pieces.push(toPiece(token, at))
        break
      }
      case 'unended':
        return stop(
          token.from,
          'TEMPLATE_VARIABLE_UNENDED',
          'This variable does not end. Write {{channel.name}}, or {{channel.name|words}} with what stands there otherwise; in those, a brace or bar has \\ before it.',
        )
      case 'open':
        if (stack.length === templateLimits.depth) {
          return stop(
            token.from,
            'TEMPLATE_TOO_DEEP',
            `More than ${templateLimits.depth} braces are open here. Nest fewer alternatives.`,
          )
        }
        stack.push({ from: token.from, branches: [], pieces: [], begun: token.to })
        break
      case 'bar':
        if (stack.length === 0) frame.pieces.push({ kind: 'words', text: '|' })
        else {
          const end = { pieces: frame.pieces, source: source.slice(frame.begun, token.from) }
          frame.branches.push(end)
          frame.pieces = []
          frame.begun = token.to
        }
        break
      case 'close': {
        const closed = stack.pop()
        if (!closed) {
          return stop(
            token.from,
            'TEMPLATE_BRACE_UNOPENED',
            'This brace closes what was not opened. Write \\} for the sign itself.',
          )
        }
        if (closed.branches.length === 0) {
          return stop(
            closed.from,
            'TEMPLATE_ALTERNATIVE_MISSING',
            'Only one thing stands between these braces. Write {a|b} for alternatives, {{channel.name}} for a variable, \\{ for the sign itself.',
          )
        }
        const last = { pieces: closed.pieces, source: source.slice(closed.begun, token.from) }
        const branches = [...closed.branches, last]
        const around = stack.at(-1) ?? root
        around.pieces.push({ kind: 'choice', at: positionOf(closed.from), branches })
      }
    }
  }
  const open = stack.at(-1)
  if (open) {
    return stop(
      open.from,
      'TEMPLATE_BRACE_UNCLOSED',
      'This brace is not closed. Write {a|b} for alternatives, \\{ for the sign itself.',
    )
  }
  return faults.length > 0 ? { faults } : { template: { source, pieces: root.pieces } }
}

/** A text as it is written in a template to stand there as it is. */
export const escapeTemplate = (text: string): string => text.replace(/[\\{}|]/g, '\\$&')
