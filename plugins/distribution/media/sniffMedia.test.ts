import { describe, expect, it } from 'vitest'
import { type MediaKind, sniffMedia } from './sniffMedia.ts'
import { type SampleName, samples } from './testing/samples.ts'

describe('the kind of a file', () => {
  it.each<[SampleName, MediaKind]>([
    ['jpeg', 'jpeg'],
    ['png', 'png'],
    ['avif', 'avif'],
    ['tiff', 'tiff'],
    ['bmp', 'bmp'],
    ['gif', 'gif'],
    ['mov', 'mov'],
    ['webm', 'matroska'],
    ['mp4', 'mp4'],
  ])('%s is told by its bytes', async (name, kind) => {
    expect(sniffMedia((await samples[name]()).data)).toBe(kind)
  })

  it.each([
    ['BMW builds cars', 'unknown'],
    ['#EXTM3U\n', 'unknown'],
    ['\0\0\0\x18ftypM4V \0\0\0\x01', 'm4v'],
    ['\0\0\0\x143gp4', 'unknown'],
    ['\0\0\0\x14ftyp3gp4', 'mov'],
    ['\0\0\0\x08wide\0\0\0\0mdat', 'mov'],
  ])('%j is %s', (text, kind) => {
    expect(sniffMedia(Buffer.from(text, 'latin1'))).toBe(kind)
  })
})
