import { describe, expect, it } from 'vitest'
import type { ChannelFacts, Content } from '../../adapter.ts'
import { channelOf, contentOf, picture, video } from '../testing/media.ts'
import { check } from './check.ts'

const codes = (channel: Partial<ChannelFacts>, content: Partial<Content> = {}) =>
  check({ channel: channelOf(channel), content: contentOf(content) }).map(({ code }) => code)

const pictures = (count: number) => Array.from({ length: count }, () => picture())

describe('the text', () => {
  it('may be as long as the platform takes, and not one character longer', () => {
    expect(codes({ platform: 'bluesky' }, { text: 'x'.repeat(300) })).toEqual([])
    expect(codes({ platform: 'bluesky' }, { text: 'x'.repeat(301) })).toEqual(['TEXT_TOO_LONG'])
  })

  it('that is too long says the limit and the count', () => {
    const content = contentOf({ text: '漢'.repeat(150) })
    const [refusal] = check({ channel: channelOf(), content })
    expect(refusal).toMatchObject({ code: 'TEXT_TOO_LONG', field: 'text' })
    expect(refusal?.message).toContain('280')
    expect(refusal?.message).toContain('300')
  })

  it('is counted as it is shown: without Markdown marks, with the link', () => {
    const text = `**${'x'.repeat(300)}**`
    expect(codes({ platform: 'bluesky' }, { text })).toEqual([])
    expect(codes({ platform: 'bluesky' }, { text, link: 'https://a.example' })).toEqual([
      'TEXT_TOO_LONG',
    ])
  })

  it('of an article on X may be long', () => {
    const text = 'x'.repeat(5000)
    expect(codes({ settings: { post_type: 'article' } }, { text })).toEqual([])
    expect(codes({}, { text })).toEqual(['TEXT_TOO_LONG'])
  })

  it('may be missing only where there is media', () => {
    expect(codes({}, { text: ' \n ' })).toEqual(['POST_EMPTY'])
    expect(codes({}, { text: '', media: [picture()] })).toEqual([])
    expect(codes({ platform: 'unheard-of' }, { text: '' })).toEqual(['POST_EMPTY'])
  })

  it('must fit into one request', () => {
    expect(codes({ platform: 'devto' }, { text: 'ä'.repeat(60_000) })).toEqual(['POST_TOO_LARGE'])
  })

  it('must not contain what Postiz replaces', () => {
    expect(codes({}, { text: 'see (post:123)' })).toEqual(['TEXT_RESERVED'])
  })
})

describe('the media', () => {
  const instagram = { platform: 'instagram' }
  const youtube = { platform: 'youtube', settings: { type: 'public' } }
  const pinterest = { platform: 'pinterest', settings: { board: '7' } }

  it.each([
    ['x with 4 pictures', {}, pictures(4), []],
    ['x with 5 pictures', {}, pictures(5), ['TOO_MANY_MEDIA']],
    ['x with a picture and a video', {}, [picture(), video()], ['TOO_MANY_MEDIA']],
    ['instagram without any', instagram, [], ['MEDIA_REQUIRED']],
    ['instagram with 10', instagram, [...pictures(9), video()], []],
    ['instagram with 11', instagram, pictures(11), ['TOO_MANY_MEDIA']],
    ['youtube without any', youtube, [], ['MEDIA_REQUIRED']],
    ['youtube with a picture', youtube, [picture()], ['MEDIA_TYPE_UNSUPPORTED']],
    ['youtube with a video', youtube, [video()], []],
    ['youtube with two', youtube, [video(), video()], ['TOO_MANY_MEDIA']],
    ['pinterest with a video without a cover', pinterest, [video()], ['MEDIA_REQUIRED']],
    ['pinterest with a video and its cover', pinterest, [video(), picture()], []],
    ['pinterest with 6', pinterest, pictures(6), ['TOO_MANY_MEDIA']],
    [
      'linkedin with a video and a picture',
      { platform: 'linkedin' },
      [video(), picture()],
      ['TOO_MANY_MEDIA'],
    ],
    ['gmb with a video', { platform: 'gmb' }, [video()], ['MEDIA_TYPE_UNSUPPORTED']],
    ['a facebook post without any', { platform: 'facebook' }, [], []],
    [
      'a facebook story without any',
      { platform: 'facebook', settings: { post_type: 'story' } },
      [],
      ['MEDIA_REQUIRED'],
    ],
    [
      'a trial reel of a picture',
      { ...instagram, settings: { is_trial_reel: true } },
      [picture()],
      ['MEDIA_TYPE_UNSUPPORTED'],
    ],
    ['an unknown platform with any', { platform: 'unheard-of' }, pictures(40), []],
  ])('%s', (_, channel, media, expected) => {
    expect(codes(channel, { media })).toEqual(expected)
  })

  it('must be of a type and size that Postiz takes', () => {
    const file = (changes: object) => codes({}, { media: [picture(changes)] })
    expect(file({ mimeType: 'image/avif' })).toEqual(['MEDIA_TYPE_UNSUPPORTED'])
    expect(file({ mimeType: 'video/quicktime' })).toEqual(['MEDIA_TYPE_UNSUPPORTED'])
    expect(file({ bytes: 10 * 1024 ** 2 })).toEqual([])
    expect(file({ bytes: 10 * 1024 ** 2 + 1 })).toEqual(['MEDIA_TOO_LARGE'])
    expect(file({ bytes: 0 })).toEqual(['MEDIA_EMPTY'])
    expect(codes({}, { media: [video({ bytes: 1024 ** 3 + 1 })] })).toEqual(['MEDIA_TOO_LARGE'])
  })

  it('must have the sizes that the platform wants', () => {
    const small = picture({ width: 400, height: 300 })
    const large = picture({ width: 800, height: 600 })
    expect(codes(pinterest, { media: [small, small] })).toEqual([])
    expect(codes(pinterest, { media: [small, large] })).toEqual(['MEDIA_DIMENSIONS'])
    expect(codes({ platform: 'dribbble' }, { media: [large] })).toEqual([])
    const odd = picture({ width: 801, height: 600 })
    expect(codes({ platform: 'dribbble' }, { media: [odd] })).toEqual(['MEDIA_DIMENSIONS'])
  })
})

describe('the settings', () => {
  it('that are missing are named, each', () => {
    const channel = channelOf({ platform: 'pinterest' })
    const refusals = check({ channel, content: contentOf({ media: [picture()] }) })
    expect(refusals.map(({ code }) => code)).toEqual(['SETTING_REQUIRED'])
    expect(refusals[0]).toMatchObject({ field: 'settings' })
    expect(refusals[0]?.message).toContain('board')
    expect(codes({ platform: 'tiktok' }, { media: [video()] })).toEqual(
      Array(8).fill('SETTING_REQUIRED'),
    )
  })

  it('that a platform lets default are not asked for', () => {
    expect(codes({ platform: 'x' })).toEqual([])
    expect(codes({ platform: 'instagram' }, { media: [picture()] })).toEqual([])
  })

  it('take the title from the post, and judge it', () => {
    const youtube = { platform: 'youtube', settings: { type: 'public' } }
    expect(codes(youtube, { title: 'A tour', media: [video()] })).toEqual([])
    const [missing] = check({
      channel: channelOf(youtube),
      content: contentOf({ title: '', media: [video()] }),
    })
    expect(missing).toMatchObject({ code: 'SETTING_REQUIRED', field: 'title' })
    expect(codes(youtube, { title: 'x'.repeat(101), media: [video()] })).toEqual([
      'SETTING_INVALID',
    ])
  })

  it('are judged in each entry of a list', () => {
    const value = { subreddit: 'houses', type: 'self', is_flair_required: false }
    const reddit = (settings: Record<string, unknown>) => codes({ platform: 'reddit', settings })
    expect(reddit({ subreddit: [{ value }] })).toEqual([])
    expect(reddit({ subreddit: [] })).toEqual(['SETTING_REQUIRED'])
    expect(reddit({ subreddit: [{ value }, { value: { ...value, type: '' } }] })).toEqual([
      'SETTING_REQUIRED',
    ])
    expect(reddit({ subreddit: [{ value: { ...value, type: 'media' } }] })).toEqual([
      'MEDIA_REQUIRED',
    ])
  })

  it('must have values that exist', () => {
    expect(codes({ settings: { who_can_reply_post: 'nobody' } })).toEqual(['SETTING_INVALID'])
    expect(codes({ settings: { who_can_reply_post: 3 } })).toEqual(['SETTING_INVALID'])
    expect(codes({ settings: { 'plug-repost': true } })).toEqual(['SETTING_INVALID'])
  })
})
