import { expect, it } from 'vitest'
import { searchBoard } from './searchBoard.ts'

const board = (value: string, label: string) => ({ value, label })

it.each(['Shark Coloring Pages', 'SHARK coloring pages', '  Shark   Coloring\u00a0Pages '])(
  'finds the board "%s" whatever its case and spaces',
  (label) => {
    const boards = [board('1', 'Sharks'), board('2', label)]
    expect(searchBoard(boards, 'Shark Coloring Pages')).toEqual({
      kind: 'found',
      board: boards[1],
    })
  },
)

it('does not take a board whose name only begins or ends alike', () => {
  const boards = [board('1', 'Shark Coloring Pages 2'), board('2', 'Baby Shark Coloring Pages')]
  expect(searchBoard(boards, 'Shark Coloring Pages')).toEqual({ kind: 'missing' })
})

it('chooses none of two boards of one name', () => {
  const boards = [board('1', 'Foxes'), board('2', 'foxes')]
  expect(searchBoard(boards, 'Foxes')).toEqual({ kind: 'several', boards })
})
