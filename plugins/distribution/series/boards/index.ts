export { forgetBoard } from './boardRows.ts'
export { boardSetting } from './boardTool.ts'
export { type Chosen, chooseBoard } from './chooseBoard.ts'
