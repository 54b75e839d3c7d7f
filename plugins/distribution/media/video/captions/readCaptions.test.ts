import { expect, it } from 'vitest'
import { readCaptions } from './readCaptions.ts'
import { toTimeline } from './toTimeline.ts'

it('SRT and WebVTT are read alike, without their marks', () => {
  const srt =
    '\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Bright</i> and\r\n{\\an8}south-facing\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n3 < 4 & <b>5</b>\r\n'
  const vtt =
    'WEBVTT - tour\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing\n\nfirst\n00:01.000 --> 00:02.500 align:start position:0%\n<v Ana>Bright</v> and\n<c.loud>south-facing</c>\n\n00:03.000 --> 00:04.000\n3 &lt; 4 &amp; <00:03.500>5\n'
  const expected = [
    { from: 1, until: 2.5, lines: ['Bright and', 'south-facing'] },
    { from: 3, until: 4, lines: ['3 < 4 & 5'] },
  ]
  expect(readCaptions(srt)).toEqual(expected)
  expect(readCaptions(vtt)).toEqual(expected)
})

it.each([
  ['no times', 'A bright apartment', /Caption 1 has no times/],
  ['an end before its beginning', '00:00:02,000 --> 00:00:01,000\nText', /ends before it begins/],
  ['more than one can read', `00:00:01,000 --> 00:00:02,000\n${'x'.repeat(301)}`, /301 characters/],
  ['only an empty one', '1\n00:00:01,000 --> 00:00:02,000\n<i></i>', /no caption in them/],
])('captions with %s are refused, with what to do', (_name, text, message) => {
  expect(() => readCaptions(text)).toThrow(message)
})

it('what stands at one time stands together, and the whole length is covered', () => {
  const cues = readCaptions(
    '00:00:00,000 --> 00:00:02,000\nOne\n\n00:00:01,000 --> 00:00:03,000\nTwo\n\n00:00:09,000 --> 00:00:19,000\nLate',
  )
  expect(toTimeline({ cues, seconds: 4 })).toEqual([
    { seconds: 1, lines: ['One'] },
    { seconds: 1, lines: ['One', 'Two'] },
    { seconds: 1, lines: ['Two'] },
    { seconds: 1, lines: [] },
  ])
})
