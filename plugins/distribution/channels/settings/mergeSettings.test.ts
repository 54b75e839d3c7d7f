import { expect, test } from 'vitest'
import { mergeSettings } from './mergeSettings.ts'

const channel = {
  id: 'c1',
  settings: { board: 'homes', audio: { id: '7', title: 'Sea' }, tags: [{ label: 'a' }] },
}

const merge = (over: Record<string, unknown>) =>
  mergeSettings({ channel, channelSettings: { c1: over, c2: { board: 'other' } } })

test('a post that says nothing goes as the channel says', () => {
  expect(mergeSettings({ channel, channelSettings: null })).toEqual(channel.settings)
  expect(mergeSettings({ channel, channelSettings: { c2: { board: 'x' } } })).toEqual(
    channel.settings,
  )
  expect(merge({ board: '', audio: null })).toEqual(channel.settings)
})

test('what a post says goes before what its channel says, within a group, too; a list as a whole', () => {
  expect(merge({ board: 'boats', audio: { id: '8' }, tags: [], extra: false })).toEqual({
    board: 'boats',
    audio: { id: '8', title: 'Sea' },
    tags: [],
    extra: false,
  })
})

test('neither the channel nor the post is changed by it', () => {
  const before = structuredClone(channel)
  const merged = merge({ audio: { id: '8' } })
  expect(merged.audio).not.toBe(channel.settings.audio)
  expect(channel).toEqual(before)
})
