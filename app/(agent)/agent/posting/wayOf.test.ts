import { expect, test } from 'vitest'
import { wordsOf } from '../words/index.ts'
import { labelOf } from './labelOf.ts'
import type { Step } from './stepsOf.ts'
import { wayOf } from './wayOf.ts'

test('files go by the share sheet where there is one, else all steps are one tap', () => {
  const steps: Step[] = ['save', 'copy', 'open']
  expect(wayOf({ steps, canShare: true })).toEqual({ is: 'share' })
  expect(wayOf({ steps, canShare: false })).toEqual({ is: 'steps', steps })
})

test('a text goes straight into an app that can be opened, else by the share sheet', () => {
  expect(wayOf({ steps: ['copy', 'open'], canShare: true })).toMatchObject({ is: 'steps' })
  expect(wayOf({ steps: ['copy'], canShare: true })).toEqual({ is: 'share' })
})

test('where there is nothing to do, the answer comes next', () => {
  expect(wayOf({ steps: [], canShare: true })).toBeUndefined()
})

test.each<[Step[], string]>([
  [['save', 'copy', 'open'], 'Save, copy and open WhatsApp'],
  [['save', 'copy'], 'Save and copy'],
  [['copy', 'open'], 'Copy and open WhatsApp'],
  [['save', 'open'], 'Save and open WhatsApp'],
  [['save'], 'Save 2 files, 1 MB'],
  [['copy'], 'Copy the caption'],
  [['open'], 'Open WhatsApp'],
])('the button for %j says "%s"', (steps, label) => {
  const words = wordsOf('en')
  expect(labelOf({ steps, app: 'WhatsApp', files: 2, size: '1 MB', words })).toBe(label)
})
