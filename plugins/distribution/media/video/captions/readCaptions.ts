import { mediaError } from '../../mediaError.ts'

/** A caption: its lines, and from when until when it is shown, in seconds of the clip. */
export type Cue = { from: number; until: number; lines: string[] }

const mostCues = 2000
const mostCharacters = 300

const TIME = String.raw`(?:(\d{1,3}):)?([0-5]?\d):([0-5]?\d)[.,](\d{1,3})`
const TIMES = new RegExp(String.raw`^\s*${TIME}\s+-->\s+${TIME}(?:\s|$)`)

/**
 * Reads an SRT file or a WebVTT file (https://www.w3.org/TR/webvtt1/), as loosely as players do. Of the marks within a text
 * nothing is left but the words; places and styles are passed over.
 *
 * @throws `CAPTIONS_INVALID`, with the number of the caption that can't be read
 */
export const readCaptions = (text: string): Cue[] => {
  const isVtt = /^\uFEFF?WEBVTT(?:[ \t\n\r]|$)/.test(text)
  const blocks = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map((block) => block.split('\n').filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0)
  const cues: Cue[] = []
  for (const lines of blocks) {
    if (isVtt && /^(?:WEBVTT|NOTE|STYLE|REGION)\b/.test(lines[0] ?? '')) continue
    const cue = readCue(lines, cues.length + 1)
    if (cue.lines.length > 0) cues.push(cue)
  }
  if (cues.length === 0) throw invalid('There is no caption in them.')
  if (cues.length > mostCues)
    throw invalid(`There are ${cues.length} of them, and at most ${mostCues} are shown.`)
  return cues.sort((a, b) => a.from - b.from)
}

const readCue = (lines: string[], number: number): Cue => {
  // A number or a name may stand above the times.
  const at = lines.findIndex((line) => TIMES.test(line))
  const times = lines[at]?.match(TIMES)
  if (!times || at > 1) {
    throw invalid(
      `Caption ${number} has no times. Write them above its text, like 00:00:01,000 --> 00:00:03,500.`,
    )
  }
  const [from, until] = [toSeconds(times.slice(1, 5)), toSeconds(times.slice(5, 9))]
  if (until <= from) throw invalid(`Caption ${number} ends before it begins. Correct its times.`)
  const said = lines
    .slice(at + 1)
    .map(toWords)
    .filter((line) => line !== '')
  const length = said.join(' ').length
  if (length > mostCharacters) {
    throw invalid(
      `Caption ${number} has ${length} characters, more than one can read. Divide it; ${mostCharacters} are shown at once.`,
    )
  }
  return { from, until, lines: said }
}

const toSeconds = ([hours = '0', minutes = '0', seconds = '0', part = '0']: (
  | string
  | undefined
)[]) =>
  Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(part.padEnd(3, '0')) / 1000

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: '\u00A0',
  lrm: '\u200E',
  rlm: '\u200F',
}

/** Without the marks of either kind of file, and without what is no letter. */
const toWords = (line: string): string =>
  line
    .replace(/<\/?(?:[a-z][\w.-]*(?:\s[^<>]*)?|\d[\d:.]*)>/gi, '')
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (_, name: string) => entities[name] ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u001F\u007F-\u009F\uFFF9-\uFFFB]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const invalid = (reason: string) =>
  mediaError({ code: 'CAPTIONS_INVALID', message: `The captions can not be shown. ${reason}` })
