import { describe, expect, it } from 'vitest'
import type { MediaFile } from '../../adapter.ts'
import { mediaLimits } from '../rules/mediaLimits.ts'
import { findRules } from '../rules.ts'
import { channelOf, contentOf, picture, video } from '../testing/media.ts'
import { check } from './check.ts'
import { chooseConversion } from './chooseConversion.ts'

const MB = 1024 ** 2

const codesOf = (platform: string, file: MediaFile, settings: Record<string, unknown> = {}) =>
  check({ channel: channelOf({ platform, settings }), content: contentOf({ media: [file] }) })
    .filter(({ field }) => field === 'media')
    .map(({ code }) => code)

describe('the limits of platforms', () => {
  it('are dated, with their source, and are for platforms that have rules', () => {
    for (const { platforms, source, checkedOn } of mediaLimits) {
      expect(source).not.toBe('')
      expect(checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      for (const platform of platforms) expect(findRules(platform), platform).toBeDefined()
    }
  })

  it.each<[string, MediaFile, string[]]>([
    ['instagram', picture({ width: 1080, height: 1350 }), []],
    ['instagram', picture({ width: 1080, height: 566 }), []],
    ['instagram', picture({ width: 1080, height: 1920 }), ['MEDIA_RATIO']],
    ['instagram', picture({ width: 2000, height: 1000 }), ['MEDIA_RATIO']],
    ['instagram', picture(), []],
    ['instagram', video({ seconds: 2 }), ['MEDIA_TOO_SHORT']],
    ['instagram', video({ seconds: 901 }), ['MEDIA_TOO_LONG']],
    ['x', video({ seconds: 140 }), []],
    ['x', video({ seconds: 141 }), ['MEDIA_TOO_LONG']],
    ['tiktok', video({ seconds: 20, width: 320, height: 640 }), ['MEDIA_TOO_SMALL']],
    ['gmb', picture({ width: 200, height: 300 }), ['MEDIA_TOO_SMALL']],
    ['mastodon', video({ seconds: 9000 }), []],
  ])('%s takes or refuses what is as it must be or not (%#)', (platform, file, codes) => {
    expect(codesOf(platform, file)).toEqual(codes)
  })

  it('follow the kind of post', () => {
    const story = { post_type: 'story' }
    expect(codesOf('instagram', picture({ width: 1080, height: 1920 }), story)).toEqual([])
    expect(codesOf('instagram', video({ seconds: 61 }), story)).toEqual(['MEDIA_TOO_LONG'])
  })

  it('say what is wrong, what to do, and where the rule was read', () => {
    const [refusal] = check({
      channel: channelOf({ platform: 'instagram' }),
      content: contentOf({ media: [picture({ width: 1080, height: 1920 })] }),
    })
    expect(refusal).toMatchObject({
      code: 'MEDIA_RATIO',
      message:
        'Instagram takes pictures from 1:1.25 to 1.91:1 (width to height); picture.png is 1:1.78. Crop it.',
      source: expect.stringContaining('Instagram Platform'),
      checkedOn: '2026-11-22',
    })
  })
})

describe('a file', () => {
  const choose = (platform: string, file: MediaFile) =>
    chooseConversion({ channel: channelOf({ platform }), content: contentOf(), file })

  it.each<[string, MediaFile]>([
    ['a small picture', picture()],
    ['a small picture for Bluesky', picture({ bytes: 1_000_000 })],
    ['a moving GIF', picture({ mimeType: 'image/gif', bytes: 8 * MB })],
    ['a plain MP4', video({ facts: { kind: 'mp4', isPlain: true } })],
    ['a video into which nobody looked', video()],
    ['a drawing, which Postiz refuses', picture({ mimeType: 'image/svg+xml' })],
  ])('that is fine is left as it is: %s', (_name, file) => {
    expect(choose('bluesky', file)).toBeUndefined()
  })

  it.each<[string, MediaFile]>([
    ['AVIF', picture({ mimeType: 'image/avif' })],
    ['more than 10 MB', picture({ bytes: 10 * MB + 1 })],
    ['odd colours', picture({ facts: { kind: 'jpeg', hasOddColours: true } })],
    ['QuickTime', video({ mimeType: 'video/quicktime' })],
    ['an MP4 of an old codec', video({ facts: { kind: 'mp4', isPlain: false } })],
  ])('that is not taken is converted: %s', (_name, file) => {
    expect(choose('mastodon', file)).toBeDefined()
  })

  it('is made as small as its platform wants it, and in a type that it takes', () => {
    expect(choose('bluesky', picture({ bytes: 2 * MB }))).toMatchObject({ maxBytes: 1_000_000 })
    expect(choose('x', picture({ bytes: 6 * MB }))).toMatchObject({ maxBytes: 5 * MB })
    expect(choose('tiktok', picture())).toMatchObject({ types: ['image/jpeg', 'image/webp'] })
    expect(choose('discord', video({ bytes: 11 * MB }))).toMatchObject({ maxBytes: 10 * MB })
  })
})
