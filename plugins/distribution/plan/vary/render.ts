import type { Choice, Piece, Template, Variable } from './template.ts'
import { findValue, type Values } from './variables.ts'

/** What comes in the places of a template that are open. */
export type Filling = {
  choose: (choice: Choice, render: (pieces: readonly Piece[]) => string) => string
  fill: (variable: Variable) => string
  tags: (pool: string) => string
}

/** The text that a template comes to. */
export const render = (pieces: readonly Piece[], filling: Filling): string =>
  pieces.map((piece) => renderPiece(piece, filling)).join('')

const renderPiece = (piece: Piece, filling: Filling): string => {
  switch (piece.kind) {
    case 'words':
      return piece.text
    case 'variable':
      return filling.fill(piece)
    case 'tags':
      return filling.tags(piece.pool)
    case 'choice':
      return filling.choose(piece, (inner) => render(inner, filling))
  }
}

/** What an account has for a variable, else what stands there otherwise; undefined where neither is there. */
export const fillFrom =
  (values: Values) =>
  ({ name, fallback }: Pick<Variable, 'name' | 'fallback'>): string | undefined => {
    const value = findValue(name, values)
    return value === '' ? fallback : value
  }

/** All pieces of a template, those within alternatives too. */
export const piecesOf = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece) =>
    piece.kind === 'choice'
      ? [piece, ...piece.branches.flatMap((branch) => piecesOf(branch.pieces))]
      : [piece],
  )

/** The pools of which a template has hashtags, each once. */
export const poolsOf = (templates: readonly Template[]): Set<string> =>
  new Set(
    templates.flatMap(({ pieces }) =>
      piecesOf(pieces).flatMap((piece) => (piece.kind === 'tags' ? piece.pool : [])),
    ),
  )
