/** A place in a template: both count from 1, a column is a UTF-16 unit. */
export type Position = { line: number; column: number }

/** Alternatives, of which each text has one. */
export type Choice = {
  kind: 'choice'
  at: Position
  /** Each with what was written for it. */
  branches: { pieces: Piece[]; source: string }[]
}

export type Variable = { kind: 'variable'; at: Position; name: string; fallback?: string }

export type Piece =
  | { kind: 'words'; text: string }
  | Choice
  | Variable
  | { kind: 'tags'; at: Position; pool: string }

/** A text of which several may be made. */
export type Template = { source: string; pieces: Piece[] }

const templateFaultCodes = [
  'TEMPLATE_TOO_LONG',
  'TEMPLATE_TOO_DEEP',
  'TEMPLATE_TOO_LARGE',
  'TEMPLATE_BRACE_UNCLOSED',
  'TEMPLATE_BRACE_UNOPENED',
  'TEMPLATE_ALTERNATIVE_MISSING',
  'TEMPLATE_VARIABLE_UNENDED',
  'TEMPLATE_VARIABLE_UNKNOWN',
  'TEMPLATE_POOL_UNKNOWN',
] as const

export type TemplateFault = {
  code: (typeof templateFaultCodes)[number]
  /** A sentence with what to do. */
  message: string
  at: Position
}

/** What a template may have at most: UTF-16 units, braces within braces, and pieces and alternatives together. */
export const templateLimits = { length: 100_000, depth: 10, size: 2_000 } as const
